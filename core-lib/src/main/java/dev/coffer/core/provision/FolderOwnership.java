package dev.coffer.core.provision;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds a data folder for one start. The system gives the lock back when the owner ends, however it ends. */
final class FolderOwnership implements AutoCloseable {
    private final FileChannel channel;

    private FolderOwnership(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StoreUnavailable when another start uses the folder now */
    static FolderOwnership take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StoreUnavailable("The data folder " + folder + " is in use by another start that still runs."
                    + " Stop that one first, or choose another folder.");
        }
        return new FolderOwnership(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisJvm) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
