package dev.coffer.kyc.check;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.document.DocumentState;
import dev.coffer.kyc.document.KycDocument;
import dev.coffer.kyc.document.Proofs;
import dev.coffer.kyc.document.UserDocuments;
import dev.coffer.kyc.profile.RequestsInReview;
import dev.coffer.kyc.profile.RequestsInReview.Asked;
import dev.coffer.kyc.tier.Requirement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a user's request at every change of it, of their documents, screenings and checks: begins the checks whose documents are there,
 * records what verified documents prove, and has the request granted where everything has passed and the rules leave it to checks. What a
 * look does, the next one finds done.
 */
final class ReviewByChecks {

    private final RequestsInReview requests;
    private final UserDocuments documents;
    private final Checks checks;
    private final CheckChanges changes;
    private final KycProvider provider;
    private final Clock clock;

    ReviewByChecks(
            RequestsInReview requests,
            UserDocuments documents,
            Checks checks,
            CheckChanges changes,
            KycProvider provider,
            Clock clock) {
        this.requests = requests;
        this.documents = documents;
        this.checks = checks;
        this.changes = changes;
        this.provider = provider;
        this.clock = clock;
    }

    /** What is read of the events of this service: whom they are about. */
    record Changed(String userId) {}

    Consumer consumer() {
        return Consumer.named("kyc-checks")
                .from("kyc")
                .on("kyc.profile.changed", Changed.class, this::look)
                .on("kyc.document.changed", Changed.class, this::look)
                .on("kyc.screening.cleared", Changed.class, this::look)
                .on(CheckChanged.TYPE, Changed.class, this::look);
    }

    private void look(Received<Changed> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        String userId = event.data().userId();
        Asked asked = requests.find(unit, tenantId, userId);
        if (asked != null) {
            look(unit, tenantId, userId, asked);
        }
    }

    private void look(UnitOfWork unit, String tenantId, String userId, Asked asked) {
        List<KycDocument> sent = documents.of(unit, tenantId, userId);
        Set<Requirement> open = EnumSet.noneOf(Requirement.class);
        open.addAll(asked.missing());
        for (Requirement requirement : asked.missing()) {
            List<KycDocument> proof = Proofs.whole(requirement, sent, Set.of(DocumentState.VERIFIED));
            if (!proof.isEmpty()) {
                requests.meet(unit, tenantId, userId, requirement, "document " + ids(proof));
                open.remove(requirement);
            }
        }
        for (Requirement requirement : open) {
            begin(unit, tenantId, userId, asked, requirement, sent);
        }
        CheckState person = begin(unit, tenantId, userId, asked, CheckKind.AGE, List.of());
        if (open.isEmpty() && person == CheckState.PASSED) {
            requests.approve(unit, tenantId, userId, asked.since());
        }
    }

    private static List<String> ids(List<KycDocument> proof) {
        return proof.stream().map(document -> document.paper().id()).toList();
    }

    private void begin(
            UnitOfWork unit,
            String tenantId,
            String userId,
            Asked asked,
            Requirement requirement,
            List<KycDocument> sent) {
        CheckKind kind = CheckKind.of(requirement);
        List<KycDocument> shown =
                Proofs.whole(requirement, sent, Set.of(DocumentState.PROCESSING, DocumentState.VERIFIED));
        if (kind == null || shown.isEmpty()) {
            return;
        }
        List<KycDocument> all = withIdentity(kind, shown, sent);
        if (!all.isEmpty()) {
            begin(unit, tenantId, userId, asked, kind, all);
        }
    }

    /** A face is compared with the one on a document that counts: nothing is asked before there is one. */
    private static List<KycDocument> withIdentity(CheckKind kind, List<KycDocument> shown, List<KycDocument> sent) {
        if (kind != CheckKind.LIVENESS) {
            return shown;
        }
        List<KycDocument> identity = Proofs.whole(Requirement.IDENTITY_DOCUMENT, sent, Set.of(DocumentState.VERIFIED));
        return identity.isEmpty()
                ? List.of()
                : Stream.concat(shown.stream(), identity.stream()).toList();
    }

    /** @return where the check stands, which may have been begun by an earlier look */
    private CheckState begin(
            UnitOfWork unit, String tenantId, String userId, Asked asked, CheckKind kind, List<KycDocument> shown) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<String> documentIds = ids(shown);
        String id = String.join(
                "/", tenantId, userId, kind.name(), Long.toString(asked.since().toEpochMilli()), main(shown));
        @Nullable Check known = checks.find(unit, tenantId, id);
        if (known != null) {
            return known.state();
        }
        Check.Subject subject =
                new Check.Subject(id, tenantId, userId, kind, asked.since(), documentIds, provider.name(), now);
        changes.save(unit, new Check.Pending(subject, 0), now);
        return CheckState.PENDING;
    }

    /** What the check is about: another front or selfie is another question. */
    private static String main(List<KycDocument> shown) {
        return shown.isEmpty() ? "" : shown.getFirst().paper().id();
    }
}
