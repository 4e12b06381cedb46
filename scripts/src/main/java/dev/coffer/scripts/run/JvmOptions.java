package dev.coffer.scripts.run;

import java.util.ArrayList;
import java.util.List;

/** Options for JVMs that run parts of a system. */
public final class JvmOptions {

    /** Of every JVM, wherever it runs: what Netty wants, and no words about it. */
    public static final List<String> EVERYWHERE = List.of(
            "-Dio.netty.allocator.type=pooled",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private JvmOptions() {}

    /** For those that this command starts: C1 and the serial collector start quickest and stay smallest. */
    static List<String> forDevelopment() {
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        options.addAll(EVERYWHERE);
        return options;
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
