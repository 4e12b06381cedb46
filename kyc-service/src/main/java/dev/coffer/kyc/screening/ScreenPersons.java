package dev.coffer.kyc.screening;

import dev.coffer.core.config.Setting;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.screening.list.ListIndex;
import dev.coffer.kyc.screening.list.ListIndexes;
import dev.coffer.kyc.screening.list.ListVersions;
import dev.coffer.kyc.screening.list.OutdatedIndex;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Screens users. A screening is asked for in the transaction that changes what they say of themselves, so that none is forgotten, and is
 * done at once where the lists are in memory, or by whichever replica finds it.
 */
public final class ScreenPersons {

    /** The key of what counts as a match. */
    public static final String SETTING = ScreeningSettings.KEY;

    private static final Logger LOG = LoggerFactory.getLogger(ScreenPersons.class);
    private static final int BATCH = 100;

    private final Screenings screenings;
    private final Verdicts verdicts;
    private final RecordScreening recordScreening;
    private final Persons persons;
    private final ListIndexes indexes;
    private final ListVersions versions;
    private final Setting<ScreeningSettings> settings;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    ScreenPersons(
            Screenings screenings,
            Verdicts verdicts,
            RecordScreening recordScreening,
            Persons persons,
            ListIndexes indexes,
            ListVersions versions,
            Setting<ScreeningSettings> settings,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.screenings = screenings;
        this.verdicts = verdicts;
        this.recordScreening = recordScreening;
        this.persons = persons;
        this.indexes = indexes;
        this.versions = versions;
        this.settings = settings;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** The user says something else of themselves: what was decided about them before does not hold for it. */
    public void request(UnitOfWork unit, String tenantId, String userId) {
        verdicts.delete(unit, tenantId, userId);
        screenings.insert(unit, Screening.asked(ids.next(), tenantId, userId, Screening.Cause.DATA_SUBMITTED, now()));
    }

    /** Of what is in force in this transaction; 0 where no list ever was. */
    public long listsVersion(UnitOfWork unit, String tenantId) {
        return versions.current(unit, tenantId);
    }

    /** Whether a tier may be granted, by the lists in force in this transaction. */
    public Clearance clearance(UnitOfWork unit, String tenantId, String userId) {
        long version = versions.current(unit, tenantId);
        if (version == 0) {
            return settings.of(tenantId).needsList() ? Clearance.PENDING : Clearance.CLEAR;
        }
        Screening newest = screenings.newest(unit, tenantId, userId);
        if (newest == null || newest.version() < version) {
            return Clearance.PENDING;
        }
        return switch (newest.state()) {
            case PENDING -> Clearance.PENDING;
            case CLEAR -> Clearance.CLEAR;
            case MATCHED -> Clearance.MATCHED;
            case CONFIRMED -> Clearance.CONFIRMED;
        };
    }

    /** Screens a user now where that is due and takes no longer than a moment. What it cannot do is done later. */
    public void hurry(String tenantId, String userId) {
        try {
            ListIndex ready = indexes.ready(tenantId);
            Screening newest = screenings.newest(tenantId, userId);
            boolean isPending = newest != null && newest.state() == Screening.State.PENDING;
            if (ready != null && (newest == null || isPending || newest.version() < ready.version())) {
                screen(tenantId, userId, isPending ? newest : null, ready);
            }
        } catch (RuntimeException failure) {
            if (!StoreFailures.isUnavailable(failure)) {
                throw failure;
            }
            LOG.info("User {} is screened later: {}", userId, failure.toString());
        }
    }

    /** Screens some who wait for it. @return whether there may be more */
    boolean screenPending() {
        List<Screening> pending = screenings.pending(BATCH);
        pending.forEach(asked -> screen(asked.tenantId(), asked.userId(), asked, indexes.load(asked.tenantId())));
        return pending.size() == BATCH;
    }

    /** @param asked null where nobody has asked: the lists have changed */
    private void screen(String tenantId, String userId, @Nullable Screening asked, ListIndex index) {
        PersonalData person = persons.find(tenantId, userId);
        if (person == null) {
            if (asked != null) {
                transactions.run(unit -> forget(unit, tenantId, userId));
            }
            return;
        }
        if (!versions.isRuleKnown(tenantId)) {
            LOG.debug("The rules by which tenant {} is screened are not read yet", tenantId);
            return;
        }
        try {
            List<Match> found =
                    RecordScreening.look(person, index, settings.of(tenantId).rules());
            transactions.run(unit -> keep(unit, tenantId, userId, asked, index.version(), found));
        } catch (OutdatedIndex outdated) {
            LOG.debug("{}", outdated.getMessage());
            indexes.drop(index, tenantId);
        }
    }

    /** Whoever was looked for in lists that are not in force any more is looked for again: what comes of it counts for nothing. */
    private void keep(
            UnitOfWork unit,
            String tenantId,
            String userId,
            @Nullable Screening asked,
            long version,
            List<Match> found) {
        // Before anything is read: a screening by a newer version is never older than this one.
        Instant now = now();
        if (versions.current(unit, tenantId) != version) {
            return;
        }
        if (asked != null) {
            recordScreening.finish(unit, asked, version, found, now);
        } else if (!screenings.looked(unit, tenantId, Set.of(userId), version).contains(userId)) {
            Screening fresh = Screening.asked(ids.next(), tenantId, userId, Screening.Cause.LIST_CHANGED, now);
            recordScreening.add(unit, fresh, version, found, now);
        }
    }

    /** All that came of it. */
    public void forget(UnitOfWork unit, String tenantId, String userId) {
        screenings.delete(unit, tenantId, userId);
        verdicts.delete(unit, tenantId, userId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
