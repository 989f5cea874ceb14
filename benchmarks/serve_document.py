"""Requests per second and the slowest hundredth of answers, beside nginx serving the same files.

Both servers run on this machine with the same number of processes, the load comes from `wrk`, and each round alternates
between them. nginx sends the same precompressed copies (`gzip_static`) with the same headers.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.generated_document import FULL, QUICK, document
from rodtrad.documents.release import SiteSettings, publish
from rodtrad.documents.release.formats import FORMATS
from rodtrad.interfaces.public_site.headers import ALWAYS

AIM_RATIO = 0.5
START = "import sys; from rodtrad.interfaces.cli.main import main; sys.exit(main(sys.argv[1:]))"
CONNECTIONS = 64
WORKERS = 2
PAGES = {
    "chapter page": "hop-2027-2030/del-1-1/",
    "front page": "hop-2027-2030/",
    "unchanged page (304)": "hop-2027-2030/",
}
SEARCH = "hop-2027-2030/sok/?q=skole"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str) -> None:
    for _ in range(200):
        with suppress(OSError):
            urllib.request.urlopen(address, timeout=2).close()
            return
        time.sleep(0.05)
    raise RuntimeError(f"no answer from {address}")


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str] | None = None) -> Iterator[str]:
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait(address)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def nginx_settings(tree: Path, folder: Path, port: int) -> str:
    """nginx with the same files, the same copies, and the same headers."""
    headers = "\n".join(f'      add_header {name} "{value}" always;' for name, value in ALWAYS)
    return f"""
daemon off; worker_processes {WORKERS}; pid {folder}/nginx.pid; error_log {folder}/error.log;
{"user root;" if os.geteuid() == 0 else ""}
events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  open_file_cache max=4000; gzip_static on; gzip_vary on;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port}; root {tree}; index index.html;
    location / {{
      add_header cache-control "public, max-age=60" always;
{headers}
    }}
  }}
}}
"""


def _load(address: str, seconds: int, headers: dict[str, str]) -> tuple[float, float, int]:
    """Requests a second, the 99th percentile in milliseconds, and the number of answers that were errors."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    out = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    slowest = re.search(r"99%\s+([\d.]+)(us|ms|s)", out)
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    if rate is None or slowest is None:
        raise RuntimeError(out)
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}[slowest[2]]
    return float(rate[1]), float(slowest[1]) * scale, int(errors[1]) if errors else 0


def _tag(address: str) -> str:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        return str(answer.headers["ETag"])


def run(full: bool) -> list[str]:
    """Markdown rows: page, server, requests a second, p99, ratio to nginx. nginx and wrk must be installed."""
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name) and not Path(f"/usr/sbin/{name}").exists()]
    if missing:
        return [f"Not measured: {' and '.join(missing)} not installed (`apt-get install nginx-light wrk`)."]
    rounds, seconds = (3, 6) if full else (1, 2)
    folder = Path(tempfile.mkdtemp(prefix="rodtrad-bench-", dir="/tmp"))
    folder.chmod(0o755)
    rows = ["| Page | Server | Requests/s | p99 | Of nginx |", "| --- | --- | --- | --- | --- |"]
    try:
        edition = document(FULL if full else QUICK, "hop-forslag", "2026-10-28T09:00:00+01:00")
        some = tuple(format_ for format_ in FORMATS if format_.name == "json")
        tree = publish(edition, folder / "data", SiteSettings("Storvik kommune"), formats=some).tree
        ports = _free_port(), _free_port()
        (folder / "nginx.conf").write_text(nginx_settings(tree, folder, ports[1]))
        nginx = [shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
        ours = [
            sys.executable, "-c", START, "serve", str(folder / "data"),
            "--port", str(ports[0]), "--workers", str(WORKERS),
        ]  # fmt: skip
        with _running(ours, ports[0]) as own, _running(nginx, ports[1]) as peer:
            for name, path in PAGES.items():
                rows += _compared(name, {"rodtrad serve": own + path, "nginx": peer + path}, rounds, seconds)
            rate, slowest, errors = _load(own + SEARCH, seconds, {"Accept-Encoding": "gzip"})
            rows.append(f"| search, the same word | rodtrad serve | {rate:,.0f} | {slowest:.1f} ms | |{_said(errors)}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return rows


def _compared(name: str, addresses: dict[str, str], rounds: int, seconds: int) -> list[str]:
    best: dict[str, tuple[float, float]] = {}
    failed = 0
    for _ in range(rounds):
        for server, address in addresses.items():
            headers = {"Accept-Encoding": "gzip"}
            if "304" in name:
                headers["If-None-Match"] = _tag(address)
            rate, slowest, errors = _load(address, seconds, headers)
            failed += errors
            if server not in best or rate > best[server][0]:
                best[server] = rate, slowest
    peer = best["nginx"][0]
    return [
        f"| {name} | {server} | {rate:,.0f} | {slowest:.1f} ms | {rate / peer:.2f}"
        f"{f' (aim {AIM_RATIO})' if server != 'nginx' else ''} |{_said(failed)}"
        for server, (rate, slowest) in best.items()
    ]


def _said(errors: int) -> str:
    return f" {errors} errors" if errors else ""


if __name__ == "__main__":
    print("\n".join(run("--full" in sys.argv)))
