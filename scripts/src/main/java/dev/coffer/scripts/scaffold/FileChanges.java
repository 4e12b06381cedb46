package dev.coffer.scripts.scaffold;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files to be written and deleted: all of them, or none. */
final class FileChanges {

    /** Null for a file to be deleted. */
    private final Map<Path, @Nullable String> contents = new TreeMap<>();

    void write(Path file, String content) {
        contents.put(file, content);
    }

    void delete(Path file) {
        contents.put(file, null);
    }

    /** @throws CommandFailed where one fails; then all are as they were */
    void apply() {
        Deque<Undo> undos = new ArrayDeque<>();
        try {
            for (Map.Entry<Path, @Nullable String> change : contents.entrySet()) {
                apply(change.getKey(), change.getValue(), undos);
            }
        } catch (IOException | RuntimeException failed) {
            undo(undos, failed);
            throw new CommandFailed("Nothing was changed: " + failed);
        }
    }

    @FunctionalInterface
    private interface Undo {

        void run() throws IOException;
    }

    private static void apply(Path file, @Nullable String content, Deque<Undo> undos) throws IOException {
        byte @Nullable [] before = Files.exists(file) ? Files.readAllBytes(file) : null;
        if (content == null) {
            Files.delete(file);
            undos.push(() -> Files.write(file, before == null ? new byte[0] : before));
            removeEmpty(file.getParent(), undos);
            return;
        }
        makeFolders(file.getParent(), undos);
        undos.push(before == null ? () -> Files.deleteIfExists(file) : () -> Files.write(file, before));
        Files.writeString(file, content);
    }

    private static void makeFolders(@Nullable Path folder, Deque<Undo> undos) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            makeFolders(folder.getParent(), undos);
            Files.createDirectory(folder);
            undos.push(() -> Files.deleteIfExists(folder));
        }
    }

    /** Folders that only held what was deleted go with it. */
    private static void removeEmpty(@Nullable Path emptied, Deque<Undo> undos) throws IOException {
        Path folder = emptied;
        while (folder != null && isEmpty(folder)) {
            Path deleted = folder;
            Files.delete(deleted);
            undos.push(() -> Files.createDirectory(deleted));
            folder = folder.getParent();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void undo(Deque<Undo> undos, Exception failed) {
        while (!undos.isEmpty()) {
            try {
                undos.pop().run();
            } catch (IOException lost) {
                failed.addSuppressed(lost);
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw new CommandFailed(failed + ", and not everything could be taken back: " + failed.getSuppressed()[0]
                    + ". 'git status' shows what is left.");
        }
    }
}
