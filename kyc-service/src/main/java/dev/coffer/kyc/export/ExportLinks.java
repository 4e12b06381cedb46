package dev.coffer.kyc.export;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.SignedText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes and reads the addresses of exports: of what, who asked, and until when, with an HMAC that only this installation makes. */
public final class ExportLinks {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int PARTS = 5;

    private final SignedText links;
    private final Clock clock;

    ExportLinks(MasterKey masterKey, Clock clock) {
        this.links = new SignedText(masterKey, "kyc-export-links");
        this.clock = clock;
    }

    /**
     * @param verificationId the one that is asked for; null for everything that is held on the user
     * @param by the user id of who asked for it
     */
    record Target(String tenantId, String userId, @Nullable String verificationId, String by) {}

    /** @param path at this service's own address */
    public record ExportLink(String path, Instant expiresAt) {

        @Override
        public String toString() {
            return "ExportLink[until " + expiresAt + "]";
        }
    }

    /** To everything that is held on a user. @param by the user id of who asks for it */
    public ExportLink make(String tenantId, String userId, String by) {
        return sign(tenantId, userId, "", by);
    }

    /** To the audit file of one verification, and to nothing else. @param by the user id of who asks for it */
    public ExportLink makeAudit(String tenantId, String userId, String verificationId, String by) {
        if (verificationId.isEmpty()) {
            throw new IllegalArgumentException("A verification has an id");
        }
        return sign(tenantId, userId, verificationId, by);
    }

    private ExportLink sign(String tenantId, String userId, String verificationId, String by) {
        Instant until = clock.instant().plus(LIFE);
        String text = links.sign(tenantId, userId, verificationId, by, Long.toString(until.toEpochMilli()));
        return new ExportLink(HttpExports.PATH + text, until);
    }

    /** Null for one that is not ours, was changed, or is too old. */
    @Nullable
    Target read(String text) {
        List<String> parts = links.read(text);
        // One that an older version has made has fewer parts, and counts for nothing.
        if (parts == null
                || parts.size() != PARTS
                || !clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(parts.get(4))))) {
            return null;
        }
        String verificationId = parts.get(2).isEmpty() ? null : parts.get(2);
        return new Target(parts.get(0), parts.get(1), verificationId, parts.get(3));
    }
}
