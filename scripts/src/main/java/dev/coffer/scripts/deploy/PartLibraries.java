package dev.coffer.scripts.deploy;

import dev.coffer.scripts.CommandFailed;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** The jars that a part runs from: its own, and those that its manifest names, found on the class path of this process. */
final class PartLibraries {

    private final Map<String, Path> here = new HashMap<>();
    private final Map<Path, Boolean> own = new HashMap<>();

    PartLibraries() {
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .forEach(jar -> here.putIfAbsent(nameOf(jar), jar));
    }

    /** @throws CommandFailed where it is not there as jars */
    SortedSet<Path> of(Part part) {
        Path own = ownJar(part);
        SortedSet<Path> jars = new TreeSet<>();
        jars.add(own);
        for (String name : named(own)) {
            Path jar = here.get(name);
            if (jar == null) {
                throw new CommandFailed(
                        part.name() + " needs " + name
                                + ", which is not among the libraries of this command: './mvnw -Pdistribution -DskipTests package' puts all of them there.");
            }
            jars.add(jar);
        }
        return jars;
    }

    /** Whether it was built here. */
    boolean isOwn(Path jar) {
        return own.computeIfAbsent(jar, PartLibraries::holdsOurs);
    }

    private static boolean holdsOurs(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry("dev/coffer/") != null;
        } catch (IOException e) {
            throw new CommandFailed(jar + " cannot be read: " + e.getMessage());
        }
    }

    private static Path ownJar(Part part) {
        try {
            Path jar = Path.of(part.main()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(jar)) {
                throw new CommandFailed(part.name() + " is not built as a jar, but as " + jar + ".");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new CommandFailed(part.name() + " is at no path: " + e.getMessage());
        }
    }

    private static String[] named(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            @Nullable String named = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (named == null) {
                throw new CommandFailed("The manifest of " + jar + " names no libraries.");
            }
            return named.split(" ");
        } catch (IOException e) {
            throw new CommandFailed(jar + " cannot be read: " + e.getMessage());
        }
    }

    private static String nameOf(Path jar) {
        return Objects.requireNonNull(jar.getFileName()).toString();
    }
}
