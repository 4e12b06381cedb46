package dev.coffer.auth.code;

import dev.coffer.auth.code.IssueResult.Issued;
import dev.coffer.auth.code.IssueResult.SentTooOften;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a one-time code and has it delivered. A newer code of a purpose makes the user's earlier ones count no more. */
public final class IssueCode {

    private static final String NOBODYS_LOCALE = "en";

    /** So many keys stand for all contacts that nobody has, because a key of events is kept for good: 256. */
    private static final int NOBODYS_KEY_CHARS = 2;

    private final Codes codes;
    private final SentCodes sent;
    private final CodeSecrets secrets;
    private final SealForDelivery sealing;
    private final Outbox outbox;
    private final Setting<CodeLimits> limits;
    private final CodeMeters meters;
    private final Ids ids;
    private final Clock clock;

    IssueCode(
            Codes codes,
            SentCodes sent,
            CodeSecrets secrets,
            SealForDelivery sealing,
            Outbox outbox,
            Setting<CodeLimits> limits,
            CodeMeters meters,
            Ids ids,
            Clock clock) {
        this.codes = codes;
        this.sent = sent;
        this.secrets = secrets;
        this.sealing = sealing;
        this.outbox = outbox;
        this.limits = limits;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whom a code is for. @param subject see {@link StoredCode} */
    private record Addressee(
            String tenantId, String subject, @Nullable String userId, String locale, String eventKey) {}

    /** Makes a code and tells of it if and only if the caller's transaction commits. @param to one of the user's contacts */
    public IssueResult issue(UnitOfWork unit, CodePurpose purpose, User user, Contact to) {
        return issue(unit, purpose, new Addressee(user.tenantId(), user.id(), user.id(), user.locale(), user.id()), to);
    }

    /**
     * Does the same work and gives the same answer for a contact that nobody has: no text is the code, and nothing is delivered.
     *
     * @throws IllegalArgumentException for a purpose that only signed-in users ask for
     */
    public IssueResult pretend(UnitOfWork unit, CodePurpose purpose, String tenantId, Contact to) {
        if (!purpose.isForStrangers()) {
            throw new IllegalArgumentException("Nobody asks for a code to " + purpose + " without an account");
        }
        String subject = secrets.digest(tenantId, purpose, "nobody", to.value());
        String key = "nobody-" + subject.substring(0, NOBODYS_KEY_CHARS);
        return issue(unit, purpose, new Addressee(tenantId, subject, null, NOBODYS_LOCALE, key), to);
    }

    private IssueResult issue(UnitOfWork unit, CodePurpose purpose, Addressee addressee, Contact to) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SentTooOften refused = count(unit, purpose, addressee, to, now);
        if (refused != null) {
            meters.refused(purpose);
            return refused;
        }
        CodeLimits ofNow = limits.of(addressee.tenantId());
        String code = secrets.newCode();
        StoredCode stored = stored(purpose, addressee, to, code, ofNow, now);
        if (purpose.isForStrangers()) {
            codes.replaceUnseen(unit, stored, secrets.hashOfNone());
        } else {
            codes.replace(unit, stored);
        }
        tell(unit, stored, addressee, to, code);
        meters.issued(purpose);
        return new Issued(new IssuedCode(stored.id(), stored.sentTo(), stored.expiresAt()));
    }

    /** Counts this one, or says why not. Where strangers ask, only the contact counts: what it belongs to must not show. */
    private @Nullable SentTooOften count(
            UnitOfWork unit, CodePurpose purpose, Addressee addressee, Contact to, Instant now) {
        String tenantId = addressee.tenantId();
        List<String> keys = new ArrayList<>(List.of(secrets.digest(tenantId, purpose, "contact", to.value())));
        if (!purpose.isForStrangers()) {
            keys.add(secrets.digest(tenantId, purpose, "user", addressee.subject()));
        }
        List<Sendings> next = new ArrayList<>(keys.size());
        for (String key : keys) {
            switch (sent.find(unit, tenantId, key).ask(limits.of(tenantId), now)) {
                case Sendings.Asked.Refused(var pause) -> {
                    return new SentTooOften(pause);
                }
                case Sendings.Asked.Allowed(Sendings more) -> next.add(more);
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            sent.save(unit, tenantId, keys.get(i), next.get(i), now.plus(Sendings.MEMORY));
        }
        return null;
    }

    private StoredCode stored(
            CodePurpose purpose, Addressee addressee, Contact to, String code, CodeLimits ofNow, Instant now) {
        String id = ids.next();
        byte[] hash = secrets.hash(addressee.tenantId(), id, code);
        return new StoredCode(
                id,
                addressee.tenantId(),
                purpose,
                addressee.subject(),
                addressee.userId(),
                addressee.userId() == null ? secrets.hashOfNone() : hash,
                secrets.seal(id, to),
                to.masked(),
                ofNow.tries(),
                now,
                now.plus(ofNow.lifetimeOf(purpose)));
    }

    private void tell(UnitOfWork unit, StoredCode stored, Addressee addressee, Contact to, String code) {
        String sealed = sealing.seal(CodeIssued.TYPE, stored.tenantId(), stored.id(), to, code);
        CodeIssued event = new CodeIssued(
                stored.id(),
                stored.userId(),
                stored.purpose(),
                to.channel(),
                addressee.locale(),
                stored.expiresAt(),
                sealed);
        outbox.add(
                unit,
                EventDraft.of(event, addressee.eventKey(), stored.tenantId()).onBehalfOf(stored.userId()));
    }
}
