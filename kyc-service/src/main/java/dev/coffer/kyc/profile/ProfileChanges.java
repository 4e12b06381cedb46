package dev.coffer.kyc.profile;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.decision.Decided;
import dev.coffer.kyc.decision.DecisionCounts;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The one way in which a profile changes: with its line in the history and what is told of it, in one transaction. */
final class ProfileChanges {

    private final KycProfiles profiles;
    private final ProfileHistory history;
    private final DecisionCounts counts;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    ProfileChanges(
            KycProfiles profiles,
            ProfileHistory history,
            DecisionCounts counts,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.profiles = profiles;
        this.history = history;
        this.counts = counts;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A transaction in which one profile may change. It may run more than once before it is committed. */
    final class Change {

        private final UnitOfWork unit;
        private final KycProfile before;
        private final boolean isKnown;
        private final @Nullable String by;
        private final Instant now = clock.instant();

        private Change(UnitOfWork unit, KycProfile before, boolean isKnown, @Nullable String by) {
            this.unit = unit;
            this.before = before;
            this.isKnown = isKnown;
            this.by = by;
        }

        UnitOfWork unit() {
            return unit;
        }

        /** @throws CodedException NOT_FOUND where no such user was ever heard of at this tenant */
        void requireKnown() {
            if (!isKnown) {
                throw CodedException.notFound("user", before.userId());
            }
        }

        Instant now() {
            return now;
        }

        KycResult save(KycProfile after, ProfileEntry.Act act, @Nullable String text) {
            return save(after, act, text, null);
        }

        /** @param grounds of a decision */
        KycResult save(KycProfile after, ProfileEntry.Act act, @Nullable String text, @Nullable Grounds grounds) {
            profiles.save(unit, after);
            append(after, act, text, grounds);
            count(act);
            String userId = after.userId();
            tell(new ProfileChanged(
                    userId, after.state(), after.tier(), after.standing().changes(), act));
            if (after.standing().tierVersion() != before.standing().tierVersion()) {
                tell(new TierChanged(userId, after.tier(), after.standing().tierVersion()));
            }
            return new KycResult.Done(after);
        }

        /** Where a request was decided. */
        private void count(ProfileEntry.Act act) {
            boolean isApproved = act == ProfileEntry.Act.APPROVED;
            @Nullable
            Request request = switch (before) {
                case KycProfile.InReview review -> review.request();
                case KycProfile.ManualReview review -> review.request();
                case KycProfile.Pending pending -> null;
                case KycProfile.Decided decided -> null;
                case KycProfile.Suspended suspended -> null;
                case KycProfile.Closed closed -> null;
            };
            if (request != null && (isApproved || act == ProfileEntry.Act.REJECTED)) {
                counts.add(
                        unit,
                        before.tenantId(),
                        new Decided(before.userId(), isApproved, by == null, request.since(), request.dueAt(), now));
            }
        }

        /** Leaves the profile as it is. */
        KycResult note(String text) {
            return note(ProfileEntry.Act.NOTED, text);
        }

        KycResult note(ProfileEntry.Act act, @Nullable String text) {
            append(before, act, text, null);
            return new KycResult.Done(before);
        }

        private void append(KycProfile after, ProfileEntry.Act act, @Nullable String text, @Nullable Grounds grounds) {
            history.append(
                    unit,
                    after.tenantId(),
                    after.userId(),
                    new ProfileEntry(ids.next(), act, after.state(), after.tier(), by, text, grounds, now));
        }

        void tell(Object event) {
            outbox.add(
                    unit,
                    EventDraft.of(event, before.userId(), before.tenantId()).onBehalfOf(before.userId()));
        }
    }

    /** @param by who does it; null for the system */
    KycResult of(
            String tenantId, String userId, @Nullable String by, BiFunction<KycProfile, Change, KycResult> decision) {
        return transactions.inTransaction(unit -> of(unit, tenantId, userId, by, decision));
    }

    /** As part of what the transaction does besides. */
    KycResult of(
            UnitOfWork unit,
            String tenantId,
            String userId,
            @Nullable String by,
            BiFunction<KycProfile, Change, KycResult> decision) {
        KycProfile found = profiles.find(unit, tenantId, userId);
        KycProfile before = found == null ? KycProfile.unknown(tenantId, userId, clock.instant()) : found;
        return decision.apply(before, new Change(unit, before, found != null, by));
    }
}
