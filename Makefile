# One build profile for the program and its tests, so that the solver's C++ is compiled once.
.PHONY: build test

# The program.
build:
	@.ci/setup build
	cargo build --release --locked -p fenjian

# Everything that is checked before a change lands.
test:
	@.ci/setup test
	cargo fmt --all --check
	cargo clippy --release --locked --workspace --all-targets -- -D warnings
	cargo test --release --locked --workspace
	RUSTDOCFLAGS="-D warnings" cargo doc --release --locked --workspace --no-deps
