# What a newcomer needs: `make run`, then `make test`. The rest is for those who change things.
SHELL := /bin/sh
BIN := .venv/bin

.PHONY: help run setup dev test check format prove bench golden lock clean

help:
	@echo "make run     set everything up, build the sample region, serve it and print the address;"
	@echo "             with more words for modugil serve: make run ARGS='--port 8080'"
	@echo "make setup   set everything up; the command is then .venv/bin/modugil"
	@echo "make test    all tests, some twenty minutes on two cores"
	@echo "make check   format, lint, types, rooms and licences"
	@echo "make format  put the code in the one form that make check accepts"
	@echo "make golden  write the expected results of tests anew; read the difference before committing"
	@echo "make prove   the long proofs; their numbers go to docs/proofs.md"
	@echo "make bench   speed beside the named peers, in one run"
	@echo "make lock    choose versions anew (needs uv; LOCK_OPTIONS=--upgrade for newer ones)"
	@echo "make clean   remove what was built, but not what was installed"

setup:
	@python=$$(sh .ci/find_python) && "$$python" .ci/setup.py

dev:
	@python=$$(sh .ci/find_python) && "$$python" .ci/setup.py --dev

run: setup
	@$(BIN)/modugil serve --sample $(ARGS)

test: dev
	@$(BIN)/pytest -n 2 --dist loadfile $(ARGS)

check: dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	npm --prefix src/modugil/pages/web run --silent check
	$(BIN)/python .ci/licences.py

format: dev
	$(BIN)/ruff check --fix --quiet || true
	$(BIN)/ruff format

golden: dev
	MODUGIL_GOLDEN=write $(BIN)/pytest -q $(ARGS)
	git status --short -- tests

prove: dev
	$(BIN)/pytest -m proof -v -s $(ARGS)

bench: setup
	$(BIN)/python bench/run.py $(ARGS)

lock:
	sh .ci/lock.sh

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests bench -name __pycache__ -prune -exec rm -rf {} +
