package dev.coffer.kyc.export;

import java.io.IOException;
import java.io.InputStream;

/** The files that are held on a person. */
public interface PersonalFiles {

    /** Takes one file. */
    @FunctionalInterface
    interface Taker {

        /** @param name of letters, digits, dots and dashes @param bytes closed by the caller */
        void take(String name, InputStream bytes) throws IOException;
    }

    void each(String tenantId, String userId, Taker taker) throws IOException;
}
