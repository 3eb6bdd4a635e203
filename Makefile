# The two commands of the README, in one build profile so that the solver's C++ is compiled once.
.PHONY: demo test bench

# Plans a real-looking day of one province and serves its manifests; ARGS=--no-serve writes them to a folder.
demo:
	@.ci/setup demo
	cargo run --release --locked -q -p fenjian -- demo $(ARGS)

# Everything that is checked before a change lands.
test:
	@.ci/setup test
	cargo fmt --all --check
	cargo clippy --release --locked --workspace --all-targets -- -D warnings
	cargo test --release --locked --workspace
	RUSTDOCFLAGS="-D warnings" cargo doc --release --locked --workspace --no-deps

# Says how to compare Fenjian with its peers; docs/BENCHMARKS.md has the whole of it. It takes hours, so nothing is run here.
bench:
	@echo 'cargo build --release --locked -p fenjian -p fenjian-benches'
	@echo 'target/release/compare install                     # the peers from PyPI, into target/peers'
	@echo 'target/release/compare run x --instances FOLDER    # or x-all, belgium, vrptw, fewest, day, scaling; goes on where it was stopped'
	@echo 'target/release/compare report                      # writes the tables and plots of docs/BENCHMARKS.md'
	@echo 'cargo bench --locked -p fenjian-benches            # microbenches: fixed seeds, fixed iterations'
