package dev.coffer.kyc.document;

import java.net.URI;
import java.time.Instant;

/** Where the bytes of one document go or come from, for a short time. Whoever has it needs nothing else: it is a secret. */
record DocumentLink(URI url, Instant expiresAt) {

    @Override
    public String toString() {
        return "DocumentLink[until " + expiresAt + "]";
    }
}
