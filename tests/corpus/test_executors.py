"""The same output from every executor, and plain words about options."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.corpus.executors import ExecutorKind, parse_options
from newsclean.errors import ConfigError
from tests.corpus.archives import page_record, read_jsonl, text_records, write_jsonl, write_warc

ROOT = Path(__file__).parents[2]


def run_one(source: Path, output: Path, *how: str, **environment: str) -> str:
    command = [sys.executable, "-m", "tests.corpus.run_one", str(source), str(output), "6000", *how]
    env = {**os.environ, **environment}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False, env=env)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_options_have_the_types_of_the_executor() -> None:
    given = ["time=10:00:00", "partition=cpu", "mem_per_cpu_gb=4", "requeue=false", "sbatch_args=account:news"]
    assert parse_options(ExecutorKind.SLURM, given) == {
        "time": "10:00:00",
        "partition": "cpu",
        "mem_per_cpu_gb": 4,
        "requeue": False,
        "sbatch_args": {"account": "news"},
    }


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        (ExecutorKind.SLURM, [], "needs time=…, partition=…"),
        (ExecutorKind.SLURM, ["time=1", "partition=cpu", "cpus_per_task=two"], "another type"),
        (ExecutorKind.RAY, ["partition=cpu"], "takes NAME=VALUE of address,"),
        (ExecutorKind.LOCAL, ["tasks=3"], "takes NAME=VALUE of"),
    ],
)
def test_wrong_options_are_said(kind: ExecutorKind, given: list[str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        parse_options(kind, given)


@pytest.fixture
def cluster() -> Iterator[str]:
    """A Ray cluster of two nodes on this machine."""
    pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    nodes = Cluster()
    for _ in range(2):
        nodes.add_node(num_cpus=1, memory=3 * 2**30, object_store_memory=10**8, include_dashboard=False)
    nodes.wait_for_nodes(timeout=100)
    yield nodes.address
    nodes.shutdown()  # type: ignore[no-untyped-call]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("ignore")  # of Ray's own
def test_ray_writes_what_the_local_executor_writes(tmp_path: Path, cluster: str) -> None:
    texts = write_jsonl(tmp_path / "in.jsonl.gz", [*text_records(60), b"broken"])
    pages = write_warc(tmp_path / "in.warc.gz", [page_record(number) for number in range(20)])
    for source in (texts, pages):
        local, ray = tmp_path / f"local-{source.name}.jsonl.gz", tmp_path / f"ray-{source.name}.jsonl.gz"
        run_one(source, local, "local", "2")
        run_one(source, ray, "ray", "2", f"address={cluster}", "mem_per_cpu_gb=1")
        assert ray.read_bytes() == local.read_bytes()
        assert read_jsonl(ray)


SBATCH = """#!{python}
# Does at once what Slurm would do in time: the tasks of the array, one after the other.
import os, re, subprocess, sys
script = open(sys.argv[-1]).read()
last = int(re.search(r"--array=0-(\\d+)", script)[1])
body = re.sub(r"^srun.*?(?=launch_pickled)", "", script, flags=re.M)
body = body.replace("launch_pickled_pipeline", "{launch}").replace("merge_stats", "true")
for task in range(last + 1):
    slurm = {{"SLURM_ARRAY_TASK_ID": str(task), "SLURM_NODELIST": "localhost", "RUN_OFFSET": "0"}}
    done = subprocess.run(["bash", "-c", body], env={{**os.environ, **slurm}}, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        sys.exit(done.returncode)
print("Submitted batch job 7")
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_slurm_jobs_write_what_the_local_executor_writes(tmp_path: Path) -> None:
    """With a stand-in for sbatch that runs the scripts on this machine."""
    commands = tmp_path / "bin"
    commands.mkdir()
    launch = Path(sys.executable).with_name("launch_pickled_pipeline")
    (commands / "sbatch").write_text(SBATCH.format(python=sys.executable, launch=launch))
    (commands / "sbatch").chmod(0o755)
    hosts = commands / "scontrol"
    hosts.write_text("#!/bin/sh\necho localhost\n")
    hosts.chmod(0o755)
    source = write_jsonl(tmp_path / "in.jsonl", text_records(30))
    path = f"{commands}:{os.environ['PATH']}"
    run_one(source, tmp_path / "slurm.jsonl", "slurm", "2", "time=1:00:00", "partition=cpu", PATH=path)
    run_one(source, tmp_path / "local.jsonl", "local", "2")
    assert (tmp_path / "slurm.jsonl").read_bytes() == (tmp_path / "local.jsonl").read_bytes()
