# Finds a JDK of version 25 or newer and exports JAVA_HOME. Sourced by ./mvnw and ./coffer.
# Order: JAVA_HOME, the usual installation folders, then whatever `java` on PATH belongs to.

coffer_jdk_version() { # prints the major version of the JDK in $1, or nothing
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p'
}

coffer_find_jdk() {
  set +f # the callers run with globbing off; the folders below need it
  coffer_seen=""
  coffer_on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$coffer_on_path" ]; then
    coffer_on_path=$(readlink -f "$coffer_on_path" 2>/dev/null || printf '%s' "$coffer_on_path")
    coffer_on_path=${coffer_on_path%/bin/javac}
  fi
  for coffer_home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$coffer_on_path"; do
    [ -n "$coffer_home" ] && [ -d "$coffer_home" ] || continue
    coffer_major=$(coffer_jdk_version "$coffer_home")
    [ -n "$coffer_major" ] || continue
    if [ "$coffer_major" -ge 25 ]; then
      JAVA_HOME=$coffer_home
      export JAVA_HOME
      return 0
    fi
    coffer_seen="$coffer_seen
  JDK $coffer_major in $coffer_home"
  done
  {
    echo "Coffer needs a JDK of version 25 or newer, and none was found."
    [ -z "$coffer_seen" ] || echo "Found, but too old:$coffer_seen"
    echo "Install one (for example Eclipse Temurin 25), then set JAVA_HOME to it or put its javac on PATH."
  } >&2
  return 1
}
