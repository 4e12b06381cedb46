package dev.coffer.core.provision.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs {@code <program> --version}: whether it runs here at all, and whether it is new enough. */
final class VersionProbe {
    private static final Pattern VERSION = Pattern.compile("v=?(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final long ANSWER_SECONDS = 10;

    private final int major;
    private final int minor;

    /** The oldest version that will do. */
    VersionProbe(int major, int minor) {
        this.major = major;
        this.minor = minor;
    }

    /** The version of that program. @throws IOException saying why it cannot be used */
    String usableVersion(Path program) throws IOException {
        String output = run(program);
        Matcher found = VERSION.matcher(output);
        if (!found.find()) {
            throw new IOException("does not run here: " + output.strip().replace('\n', ' '));
        }
        int foundMajor = Integer.parseInt(found.group(1));
        int foundMinor = Integer.parseInt(found.group(2));
        String version = foundMajor + "." + foundMinor + "." + found.group(3);
        if (foundMajor < major || (foundMajor == major && foundMinor < minor)) {
            throw new IOException("is version " + version + ", older than the " + major + "." + minor + " needed");
        }
        return version;
    }

    private static String run(Path program) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            // The answer is far smaller than the pipe's buffer, so waiting before reading cannot block it.
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("did not answer --version within " + ANSWER_SECONDS + " s");
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }
}
