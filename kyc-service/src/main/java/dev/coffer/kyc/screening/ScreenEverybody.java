package dev.coffer.kyc.screening;

import dev.coffer.core.config.Setting;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.screening.list.ListIndex;
import dev.coffer.kyc.screening.list.ListIndexes;
import dev.coffer.kyc.screening.list.ListVersions;
import dev.coffer.kyc.screening.list.ListVersions.Round;
import dev.coffer.kyc.screening.list.OutdatedIndex;
import dev.coffer.kyc.screening.list.ScreeningProperties;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Screens everybody at a tenant whose lists have changed, in the order of their ids. What came of some and how far it is are one
 * transaction: whoever goes on after a crash leaves nobody out and screens nobody twice. A newer version begins it anew.
 */
final class ScreenEverybody {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenEverybody.class);

    private final Screenings screenings;
    private final RecordScreening recordScreening;
    private final Persons persons;
    private final ReviewsUnderWay reviews;
    private final ListIndexes indexes;
    private final ListVersions versions;
    private final Setting<ScreeningSettings> settings;
    private final Transactions transactions;
    private final ScreeningProperties properties;
    private final Ids ids;
    private final Clock clock;
    private final String holder;

    ScreenEverybody(
            Screenings screenings,
            RecordScreening recordScreening,
            Persons persons,
            ReviewsUnderWay reviews,
            ListIndexes indexes,
            ListVersions versions,
            Setting<ScreeningSettings> settings,
            Transactions transactions,
            ScreeningProperties properties,
            Ids ids,
            Clock clock) {
        this.screenings = screenings;
        this.recordScreening = recordScreening;
        this.persons = persons;
        this.reviews = reviews;
        this.indexes = indexes;
        this.versions = versions;
        this.settings = settings;
        this.transactions = transactions;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
        this.holder = ids.next();
    }

    /** Works at a round that nobody works at, until it is at its end or somebody else's. @return whether there was one */
    boolean goRound() {
        Round round = versions.take(holder, clock.instant(), properties.lease());
        if (round == null) {
            return false;
        }
        ListIndex index = indexes.load(round.tenantId());
        // Where the rules are not read yet, somebody else has the round when the lease is over.
        if (index.version() == round.version() && versions.isRuleKnown(round.tenantId())) {
            try {
                goOn(round, index);
            } catch (OutdatedIndex outdated) {
                LOG.info("{}: its round ends here", outdated.getMessage());
                indexes.drop(index, round.tenantId());
            }
        }
        return true;
    }

    private void goOn(Round round, ListIndex index) throws OutdatedIndex {
        String after = round.after();
        while (true) {
            List<String> users = persons.usersAfter(round.tenantId(), after, properties.batch());
            String last = users.size() < properties.batch() ? null : users.getLast();
            Map<String, List<Match>> found = look(round.tenantId(), users, index);
            if (!transactions.inTransaction(unit -> keep(unit, round, found, last)) || last == null) {
                return;
            }
            after = last;
        }
    }

    private Map<String, List<Match>> look(String tenantId, List<String> users, ListIndex index) throws OutdatedIndex {
        Map<String, List<Match>> found = new LinkedHashMap<>();
        for (String userId : users) {
            PersonalData person = persons.find(tenantId, userId);
            if (person != null) {
                found.put(
                        userId,
                        RecordScreening.look(
                                person, index, settings.of(tenantId).rules()));
            }
        }
        return found;
    }

    /** @return false where the round is somebody else's, or there is a newer one */
    private boolean keep(UnitOfWork unit, Round round, Map<String, List<Match>> found, @Nullable String last) {
        String tenantId = round.tenantId();
        Set<String> looked = screenings.looked(unit, tenantId, found.keySet(), round.version());
        int screened = found.size() - looked.size();
        if (!versions.progress(
                unit, round, holder, last, screened, clock.instant().plus(properties.lease()))) {
            return false;
        }
        screenings.outdate(unit, tenantId, found.keySet(), round.version());
        Set<String> awaited = reviews.underWay(tenantId, found.keySet());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        found.forEach((userId, matches) -> {
            if (!looked.contains(userId)) {
                Screening fresh = Screening.asked(ids.next(), tenantId, userId, Screening.Cause.LIST_CHANGED, now);
                Screening done = recordScreening.add(unit, fresh, round.version(), matches, now);
                if (awaited.contains(userId)) {
                    recordScreening.tellCleared(unit, done);
                }
            }
        });
        return true;
    }
}
