package dev.coffer.scripts.run;

import java.util.List;

/** Options for JVMs that this command starts: C1 and the serial collector start quickest and stay smallest. */
final class JvmOptions {

    private JvmOptions() {}

    static List<String> forDevelopment() {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dio.netty.allocator.type=pooled",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    /**
     * For the one JVM of {@code up}: an archive of loaded classes, written when the first {@code up} after a build ends. An
     * archive that does not fit is not used, and nobody is told, because nothing is wrong. Empty when the script gave no place for it.
     */
    static List<String> withArchive() {
        String archive = System.getProperty("coffer.archive", "");
        return archive.isEmpty()
                ? List.of()
                : List.of(
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xlog:cds*=off",
                        "-Xlog:aot*=off");
    }
}
