# Two commands do everything: `make demo` serves a sample company, `make test` proves the product.
UV := .tools/bin/uv
RUN := .venv/bin
STAMP := .venv/.ready
export DJANGO_SETTINGS_MODULE := zhike.settings

.PHONY: demo serve test check setup lint types contracts rows lock ocr test-ocr spark test-spark test-postgres test-sweeps test-browser test-fault bench clean

demo: setup
	@$(RUN)/zhike demo $(if $(FRESH),--fresh)

serve: setup
	@$(RUN)/zhike serve

test: setup
	$(RUN)/pytest -q -n 2 --dist worksteal --ignore tests/sweeps

check: lint types contracts test

setup: $(STAMP)

$(UV):
	@echo "Zhike: fetching uv, the installer (once) …"
	@python3 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check "uv>=0.13,<0.14"

$(STAMP): $(UV) requirements.lock pyproject.toml .python-version
	@echo "Zhike: preparing .venv from the locked versions …"
	@$(UV) venv --quiet --allow-existing .venv
	@$(UV) pip sync --quiet --require-hashes requirements.lock
	@$(UV) pip install --quiet --no-deps --editable .
	@touch $@

lint: setup
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .

types: setup
	$(RUN)/mypy

contracts: setup
	$(RUN)/lint-imports

rows: setup
	@$(RUN)/python -m tests.rows

ocr: setup
	@echo "Zhike: adding the reader of business cards (works offline) …"
	@$(UV) pip install --quiet --require-hashes -r requirements-ocr.lock

test-ocr: ocr
	$(RUN)/pytest -q -p no:xdist tests_ocr

spark: setup
	@echo "Zhike: adding what speaks to a Spark cluster (half a gigabyte; needs Java) …"
	@$(UV) pip install --quiet --require-hashes -r requirements-spark.lock

test-spark: spark
	$(RUN)/pytest -q -p no:xdist tests_spark

lock: $(UV)
	$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--extra postgres --group dev --group browser pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--extra ocr --constraints requirements.lock pyproject.toml -o requirements-ocr.lock
	$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--extra spark --constraints requirements.lock pyproject.toml -o requirements-spark.lock
	$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--group bench --constraints requirements.lock pyproject.toml -o requirements-bench.lock

test-postgres: setup
	$(RUN)/python -m tests.postgres -q -p tests.touching -n 2 --dist worksteal --ignore tests/sweeps

test-sweeps: setup
	$(RUN)/pytest -q -n 2 --dist worksteal tests/sweeps

test-browser: setup
	$(RUN)/pytest -q -n 2 --dist load --no-loadscope-reorder tests_browser

test-fault: setup
	$(RUN)/pytest -q -n 2 --dist worksteal tests_fault

bench: setup
	@$(UV) pip install --quiet --require-hashes -r requirements-bench.lock
	$(RUN)/python -m benchmarks $(SIZE)

clean:
	git clean -xdf
