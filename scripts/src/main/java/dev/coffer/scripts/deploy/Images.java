package dev.coffer.scripts.deploy;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.run.JvmOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Images of parts. Libraries that all parts share are a layer of their own, which registries and nodes keep once. Times in them are the epoch:
 * the same jars on the same base make the same bytes.
 */
final class Images implements AutoCloseable {

    static final String DISTROLESS = "gcr.io/distroless/java25-debian13:nonroot";
    private static final String SCRATCH = "scratch";
    private static final String SHARED = "shared";
    private static final String OTHERS = "libraries";
    private static final String OWN = "coffer";
    /** The one that changes least comes first. */
    private static final List<String> LAYERS = List.of(SHARED, OTHERS, OWN);

    private static final AbsoluteUnixPath LIBRARIES = AbsoluteUnixPath.get("/app/lib");
    /** What is not root in distroless images. */
    private static final String USER = "65532:65532";

    private static final List<String> JVM = List.of("-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError");

    private final String base;
    private final ImageNames names;
    private final Path work;
    private final PartLibraries libraries = new PartLibraries();
    private final Set<Path> shared;
    private @Nullable FileEntriesLayer runtime;

    Images(String base, ImageNames names) throws IOException {
        this.base = base;
        this.names = names;
        SortedSet<Path> everywhere = new TreeSet<>(libraries.of(Part.all().getFirst()));
        Part.all().forEach(part -> everywhere.retainAll(libraries.of(part)));
        shared = everywhere;
        work = Files.createTempDirectory("coffer-images");
    }

    /** @throws CommandFailed where the base cannot be had */
    void write(Part part, Path tar) throws IOException, InterruptedException {
        Path draft = Files.createTempFile(work, part.name(), ".tar");
        try {
            builder(part)
                    .containerize(Containerizer.to(TarImage.at(draft).named(names.of(part)))
                            .setApplicationLayersCache(work.resolve("layers"))
                            .setToolName("coffer"));
            Files.move(draft, tar, StandardCopyOption.REPLACE_EXISTING);
        } catch (InvalidImageReferenceException e) {
            throw new CommandFailed(e.getInvalidReference() + " is no name of an image.");
        } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
            throw new CommandFailed(
                    "The base image " + base + " cannot be had: " + reason(e)
                            + ". Name another one with --base, one that was saved as --base tar://FILE, or --base scratch for none.");
        }
    }

    private static String reason(Exception failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return cause.getClass().getSimpleName() + " " + cause.getMessage();
    }

    private JibContainerBuilder builder(Part part) throws InvalidImageReferenceException, IOException {
        JibContainerBuilder builder = base.equals(SCRATCH) ? onOwnRuntime() : Jib.from(base);
        SortedSet<Path> jars = libraries.of(part);
        Map<String, List<Path>> layers = jars.stream().collect(Collectors.groupingBy(this::layerOf));
        LAYERS.forEach(name -> builder.addFileEntriesLayer(layer(name, layers.getOrDefault(name, List.of()))));
        return builder.setCreationTime(Instant.EPOCH)
                .setUser(USER)
                .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
                .addExposedPort(Port.tcp(part.port()))
                .addLabel("org.opencontainers.image.title", part.name())
                .addLabel("org.opencontainers.image.version", names.tag())
                .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
                .setEntrypoint(entrypoint(part));
    }

    private String layerOf(Path jar) {
        if (libraries.isOwn(jar)) {
            return OWN;
        }
        return shared.contains(jar) ? SHARED : OTHERS;
    }

    private JibContainerBuilder onOwnRuntime() throws IOException {
        if (runtime == null) {
            runtime = OwnRuntime.layer(Files.createDirectory(work.resolve("runtime")));
        }
        return Jib.fromScratch()
                .addFileEntriesLayer(runtime)
                .addEnvironmentVariable("JAVA_HOME", OwnRuntime.JAVA_HOME)
                .addEnvironmentVariable("PATH", OwnRuntime.JAVA_HOME + "/bin");
    }

    private static List<String> entrypoint(Part part) {
        List<String> command = new ArrayList<>();
        command.add("java");
        command.addAll(JVM);
        command.addAll(JvmOptions.EVERYWHERE);
        command.addAll(List.of("-cp", LIBRARIES + "/*", part.main().getName()));
        return command;
    }

    private static FileEntriesLayer layer(String name, Collection<Path> jars) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        jars.forEach(
                jar -> layer.addEntry(jar, LIBRARIES.resolve(jar.getFileName().toString())));
        return layer.build();
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> left = Files.walk(work)) {
            left.sorted(Comparator.reverseOrder()).forEach(Images::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
