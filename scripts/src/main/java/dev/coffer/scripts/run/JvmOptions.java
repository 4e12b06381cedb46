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
}
