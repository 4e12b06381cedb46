package dev.coffer.kyc.document;

import java.io.InputStream;
import java.io.OutputStream;

/** Where the bytes of documents are, sealed as they come. */
interface DocumentFiles {

    String newId();

    /** A file that is written: there once it is kept, and not before. */
    interface Incoming {

        OutputStream body();

        void keep();
    }

    Incoming write(String fileId, Paper paper);

    InputStream read(String fileId);

    /** Deletes all that is there of it, also where it was never kept. */
    void delete(String fileId);
}
