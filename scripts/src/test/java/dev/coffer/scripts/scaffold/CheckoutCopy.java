package dev.coffer.scripts.scaffold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** This checkout, copied to where a test may change it. */
final class CheckoutCopy {

    static final Path ORIGIN = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_COPIED = Set.of("target", ".git", ".coffer", "node_modules", ".idea");

    private CheckoutCopy() {}

    /** What new-service reads and changes. */
    static Path ofSources(Path target) throws IOException {
        for (String part : new String[] {
            "pom.xml",
            "README.md",
            "scripts/pom.xml",
            "scripts/src/main/java/dev/coffer/scripts/run",
            "scripts/src/main/java/dev/coffer/scripts/suite",
            "scripts/src/test/java/dev/coffer/scripts/suite",
            "sample-service",
            "gateway/local.yml",
            "gateway/src/main/resources/gateway.yml",
            "access-engine/src/main/java",
            "notification-service/src/main/java",
            "docs/reference/schema.graphql"
        }) {
            copy(ORIGIN.resolve(part), target.resolve(part));
        }
        return target;
    }

    /** All of it, as a clone has it. */
    static Path whole(Path target) throws IOException {
        copy(ORIGIN, target);
        return target;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.walkFileTree(from, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NOT_COPIED.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = from.equals(file) ? to : to.resolve(from.relativize(file));
                // Of a worktree, .git is a file.
                if (!file.getFileName().toString().equals(".git")) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Every file below with what is in it, a character for each byte. */
    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
