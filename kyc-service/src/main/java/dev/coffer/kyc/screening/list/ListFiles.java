package dev.coffer.kyc.screening.list;

import java.io.IOException;
import java.io.InputStream;

/** Files of lists while they are read. What they hold is public: it is not sealed. */
interface ListFiles {

    /**
     * Keeps a file piece by piece, in memory that does not grow with it.
     *
     * @param upload names this try: a file that comes twice at once is two
     * @return how many bytes it has; more than {@code most} where it is longer, and then it is not whole
     */
    long keep(String tenantId, String importId, String upload, InputStream file, long most) throws IOException;

    InputStream open(String tenantId, String importId, String upload);

    /** All tries. */
    void delete(String tenantId, String importId);
}
