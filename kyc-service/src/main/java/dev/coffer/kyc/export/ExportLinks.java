package dev.coffer.kyc.export;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.SignedText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes and reads the addresses of exports: whose, who asked, and until when, with an HMAC that only this installation makes. */
public final class ExportLinks {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final SignedText links;
    private final Clock clock;

    ExportLinks(MasterKey masterKey, Clock clock) {
        this.links = new SignedText(masterKey, "kyc-export-links");
        this.clock = clock;
    }

    /** @param by the user id of who asked for it */
    record Target(String tenantId, String userId, String by) {}

    /** @param path at this service's own address */
    public record ExportLink(String path, Instant expiresAt) {

        @Override
        public String toString() {
            return "ExportLink[until " + expiresAt + "]";
        }
    }

    /** @param by the user id of who asks for it */
    public ExportLink make(String tenantId, String userId, String by) {
        Instant until = clock.instant().plus(LIFE);
        String text = links.sign(tenantId, userId, by, Long.toString(until.toEpochMilli()));
        return new ExportLink(HttpExports.PATH + text, until);
    }

    /** Null for one that is not ours, was changed, or is too old. */
    @Nullable
    Target read(String text) {
        List<String> parts = links.read(text);
        return parts != null && clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(parts.get(3))))
                ? new Target(parts.get(0), parts.get(1), parts.get(2))
                : null;
    }
}
