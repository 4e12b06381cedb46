package dev.coffer.scripts.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room where the stores keep their data. MongoDB stops taking writes, and may stop, on a full disk. */
final class DiskLook {

    private static final long MIB = 1L << 20;
    /** What a mongod needs to begin with: journal and oplog. */
    private static final long LEAST = 1_024 * MIB;

    private static final long PLENTY = 5_120 * MIB;

    private DiskLook() {}

    /** @param folder that need not be there yet */
    static Finding look(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            FileStore store = Files.getFileStore(there);
            return judge(folder, store.getUsableSpace());
        } catch (IOException unreadable) {
            return Finding.warning(
                    "How much room there is for " + folder + " cannot be told: " + unreadable.getMessage(),
                    "Look at it with 'df'.");
        }
    }

    static Finding judge(Path folder, long freeBytes) {
        String what = freeBytes / MIB + " MiB are free for " + folder;
        String fix = "Make room, or have Coffer keep its data elsewhere: COFFER_HOME names the folder.";
        if (freeBytes < LEAST) {
            return Finding.problem(what + ", too little for MongoDB.", fix);
        }
        return freeBytes < PLENTY ? Finding.warning(what + ".", fix) : Finding.ok(what);
    }
}
