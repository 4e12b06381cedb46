package dev.coffer.scripts.deploy;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A base for images where no registry is reached: what this machine's JDK runs of, cut down by jlink, with the C library that it is
 * running on. Nothing else is in it, no shell either. It is as current as this machine is.
 */
final class OwnRuntime {

    static final String JAVA_HOME = "/opt/java";

    private static final String MODULES = String.join(
            ",",
            "java.se",
            "jdk.unsupported",
            "jdk.management",
            "jdk.net",
            "jdk.zipfs",
            "jdk.naming.dns",
            "jdk.localedata",
            "jdk.charsets",
            "jdk.security.auth",
            "jdk.jfr",
            "jdk.jcmd");
    private static final String LIBC = "libc.so.6";
    /** Of the C library, what a JVM loads sooner or later. */
    private static final List<String> LIBRARIES = List.of(
            LIBC,
            "libm.so.6",
            "libdl.so.2",
            "libpthread.so.0",
            "librt.so.1",
            "libresolv.so.2",
            "libnss_dns.so.2",
            "libnss_files.so.2");

    private static final List<String> LOADERS = List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1");

    private OwnRuntime() {}

    /** @param work an empty folder, which must stay until the image is written */
    static FileEntriesLayer layer(Path work) throws IOException {
        Path runtime = work.resolve("java");
        link(runtime);
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("java");
        layer.addEntryRecursive(
                runtime,
                AbsoluteUnixPath.get(JAVA_HOME),
                (source, target) -> FilePermissions.fromOctalString(Files.isExecutable(source) ? "755" : "644"),
                FileEntriesLayer.DEFAULT_MODIFICATION_TIME_PROVIDER);
        for (Path library : cLibrary()) {
            layer.addEntry(
                    library.toRealPath(), AbsoluteUnixPath.fromPath(library), FilePermissions.fromOctalString("755"));
        }
        Path folder = Files.createDirectory(work.resolve("tmp"));
        layer.addEntry(folder, AbsoluteUnixPath.get("/tmp"), FilePermissions.fromOctalString("777"));
        Path users = Files.writeString(work.resolve("passwd"), "nonroot:x:65532:65532:nonroot:/tmp:/nologin\n");
        layer.addEntry(users, AbsoluteUnixPath.get("/etc/passwd"));
        return layer.build();
    }

    /** In a process of its own: a second time in the same one, jlink writes the same in another order. */
    private static void link(Path runtime) throws IOException {
        Process jlink = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                        "--add-modules",
                        MODULES,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        runtime.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (jlink.waitFor() != 0) {
                throw new CommandFailed("jlink failed: " + said);
            }
        } catch (InterruptedException interrupted) {
            jlink.destroy();
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while jlink worked.");
        }
    }

    /** Always the same libraries, so that the same machine makes the same image. */
    private static Set<Path> cLibrary() throws IOException {
        Path folder = whereLoaded();
        if (folder == null) {
            throw new CommandFailed(
                    "--base scratch takes the C library of this machine, which is not Linux with glibc; name an image with --base.");
        }
        Set<Path> libraries = new TreeSet<>();
        LIBRARIES.stream().map(folder::resolve).filter(Files::exists).forEach(libraries::add);
        LOADERS.stream().map(Path::of).filter(Files::exists).forEach(libraries::add);
        return libraries;
    }

    /** Where this process has its C library from, as the kernel says; null on other systems, and with another library. */
    static @Nullable Path whereLoaded() throws IOException {
        Path mapped = Path.of("/proc/self/maps");
        if (!Files.exists(mapped)) {
            return null;
        }
        try (Stream<String> maps = Files.lines(mapped)) {
            return maps.map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .filter(path -> path.endsWith("/" + LIBC))
                    .findFirst()
                    .map(path -> Path.of(path).getParent())
                    .orElse(null);
        }
    }
}
