# What both commands need of the machine. Sourced by bin/demo and bin/test, with bash.

say() { printf '%s\n' "$*" >&2; }

give_up() {
  say "$*"
  exit 1
}

# A JDK of 17 or later, with its compiler.
need_jdk() {
  command -v javac >/dev/null || give_up "A JDK is missing (javac is not on the path): apt-get install openjdk-17-jdk-headless"
  local version
  version=$(javac -version 2>&1 | sed 's/[^0-9]*\([0-9]*\).*/\1/')
  ((version >= 17)) || give_up "JDK 17 or later is needed; javac says it is $version. Point JAVA_HOME and PATH to a newer one."
}

need_maven() {
  command -v mvn >/dev/null || give_up "Maven is missing: apt-get install maven"
}

# Debian puts nginx where only root's path leads. Where it is missing, root installs it; others are told how.
need_nginx() {
  PATH=$PATH:/usr/sbin:/usr/local/sbin
  command -v nginx >/dev/null && return
  if ((EUID == 0)) && command -v apt-get >/dev/null; then
    say "Installing nginx ..."
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends nginx-light; } >&2
  else
    give_up "nginx is missing, and only root may install it: sudo apt-get install nginx-light"
  fi
  command -v nginx >/dev/null || give_up "nginx was installed but is not found on $PATH"
}

# Debian's package brings the server along, which the tests with --all run themselves; as a service it is not wanted here.
need_promtool() {
  command -v promtool >/dev/null && return
  if ((EUID == 0)) && command -v apt-get >/dev/null; then
    say "Installing prometheus, for promtool ..."
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -qq install -y --no-install-recommends prometheus; } >&2
  else
    give_up "promtool is missing, and only root may install it: sudo apt-get install prometheus"
  fi
  command -v promtool >/dev/null || give_up "prometheus was installed but promtool is not found on $PATH"
}
