package dev.coffer.kyc.screening;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.Transactions;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.risk.RiskSigns;
import dev.coffer.kyc.screening.list.ListIndexes;
import dev.coffer.kyc.screening.list.ListVersions;
import dev.coffer.kyc.screening.list.Lookout;
import dev.coffer.kyc.screening.list.MatchingRules;
import dev.coffer.kyc.screening.list.ScreeningProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScreeningWiring {

    private static final String PURPOSE = "kyc-screenings";

    @Bean
    MongoScreenings screenings(MongoDatabase database, MasterKey masterKey, SecureRandom random, Pages pages) {
        return new MongoScreenings(database, new Seal(masterKey, PURPOSE, random), pages);
    }

    @Bean
    MongoVerdicts screeningVerdicts(MongoDatabase database, MasterKey masterKey, SecureRandom random) {
        return new MongoVerdicts(database, new Seal(masterKey, PURPOSE, random));
    }

    @Bean
    Setting<ScreeningSettings> screeningSettings(LiveSettings settings) {
        return settings.declare(
                        ScreeningSettings.class, ScreeningSettings.KEY, "What counts as a match with a sanctions list.")
                .onceRead();
    }

    @Bean
    MatchingRules matchingRules(Setting<ScreeningSettings> settings, LiveSettings live) {
        SettingScope installation = SettingScope.installation(ScreeningSettings.KEY);
        return new MatchingRules() {

            @Override
            public boolean areRead() {
                return settings.isRead();
            }

            @Override
            public Rules of(String tenantId) {
                return new Rules(
                        settings.of(tenantId).matching(),
                        live.version(installation) + live.version(new SettingScope(ScreeningSettings.KEY, tenantId)));
            }
        };
    }

    @Bean
    RecordScreening recordScreening(Screenings screenings, Verdicts verdicts, Outbox outbox) {
        return new RecordScreening(screenings, verdicts, outbox);
    }

    @Bean
    ScreenPersons screenPersons(
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
        return new ScreenPersons(
                screenings, verdicts, recordScreening, persons, indexes, versions, settings, transactions, ids, clock);
    }

    @Bean
    ScreenEverybody screenEverybody(
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
        return new ScreenEverybody(
                screenings,
                recordScreening,
                persons,
                reviews,
                indexes,
                versions,
                settings,
                transactions,
                properties,
                ids,
                clock);
    }

    @Bean
    ResolveMatch resolveMatch(
            Screenings screenings,
            Verdicts verdicts,
            SuspectProfiles profiles,
            RecordScreening recordScreening,
            Transactions transactions,
            Clock clock) {
        return new ResolveMatch(screenings, verdicts, profiles, recordScreening, transactions, clock);
    }

    @Bean(initMethod = "start")
    Lookout screenPendingLookout(ScreenPersons persons, ScreeningProperties properties, MeterRegistry meters) {
        return new Lookout(
                "screen-persons",
                properties.lookEvery(),
                meters.counter("coffer.kyc.screening.failures", "work", "pending"),
                persons::screenPending);
    }

    @Bean(initMethod = "start")
    Lookout screenEverybodyLookout(ScreenEverybody everybody, ScreeningProperties properties, MeterRegistry meters) {
        return new Lookout(
                "screen-everybody",
                properties.lookEvery(),
                meters.counter("coffer.kyc.screening.failures", "work", "everybody"),
                everybody::goRound);
    }

    @Bean(initMethod = "start")
    Lookout followRulesLookout(
            ListVersions versions,
            MatchingRules rules,
            ScreeningProperties properties,
            Clock clock,
            MeterRegistry meters) {
        return new Lookout(
                "follow-rules",
                properties.lookEvery(),
                meters.counter("coffer.kyc.screening.failures", "work", "rules"),
                new FollowRules(versions, rules, clock)::look);
    }

    @Bean
    EventType<MatchFound> matchFound() {
        return new EventType<>(MatchFound.TYPE, 1, MatchFound.class);
    }

    @Bean
    EventType<ScreeningCleared> screeningCleared() {
        return new EventType<>(ScreeningCleared.TYPE, 1, ScreeningCleared.class);
    }

    @Bean
    RiskSigns screeningRiskSigns(Screenings screenings) {
        return new ScreeningRiskSigns(screenings);
    }

    @Bean
    ScreeningRecords screeningRecords(Screenings screenings) {
        return new ScreeningRecords(screenings);
    }
}
