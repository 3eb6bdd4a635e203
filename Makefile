# The two commands of the README, in one build profile so that the solver's C++ is compiled once.
.PHONY: demo test

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
