package dev.coffer.auth.closing;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.closing.ClosingEvents.ClosingAsked;
import dev.coffer.auth.closing.ClosingEvents.ClosingDue;
import dev.coffer.auth.closing.ClosingEvents.UserClosed;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.auth.user.UserKeys;
import dev.coffer.auth.user.Users;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.Consumers;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClosingProperties.class)
class ClosingWiring {

    @Bean
    EventType<ClosingAsked> closingAsked() {
        return new EventType<>(ClosingAsked.TYPE, 1, ClosingAsked.class);
    }

    @Bean
    EventType<ClosingDue> closingDue() {
        return new EventType<>(ClosingDue.TYPE, 1, ClosingDue.class);
    }

    @Bean
    EventType<UserClosed> userClosed() {
        return new EventType<>(UserClosed.TYPE, 1, UserClosed.class);
    }

    @Bean
    Setting<ClosingSettings> closingSettings(LiveSettings settings) {
        return settings.declare(ClosingSettings.class, ClosingSettings.KEY, "How accounts are closed.");
    }

    @Bean
    MongoClosings closings(MongoDatabase database) {
        return new MongoClosings(database);
    }

    @Bean
    KeepAccount keepAccount(Closings closings, Users users, RoleReach roles, Audit audit, Transactions transactions) {
        return new KeepAccount(closings, users, roles, audit, transactions);
    }

    @Bean
    EraseUser eraseUser(
            List<PersonalData> everywhere,
            Users users,
            Closings closings,
            RevokeTokens revoke,
            Audit audit,
            Outbox outbox) {
        return new EraseUser(everywhere, users, closings, revoke, audit, outbox);
    }

    @Bean
    SettleClosing settleClosing(
            Closings closings,
            Users users,
            EndSessions endSessions,
            UserKeys keys,
            RevokeTokens revoke,
            EraseUser eraseUser,
            Setting<ClosingSettings> closingSettings,
            Clock clock) {
        return new SettleClosing(closings, users, endSessions, keys, revoke, eraseUser, closingSettings, clock);
    }

    @Bean
    CloseAccount closeAccount(
            Closings closings,
            Users users,
            RoleReach roles,
            SettleClosing settle,
            Audit audit,
            Outbox outbox,
            Transactions transactions,
            ClosingProperties properties,
            Ids ids,
            Clock clock) {
        return new CloseAccount(closings, users, roles, settle, audit, outbox, transactions, properties, ids, clock);
    }

    @Bean(initMethod = "start")
    TendClosings tendClosings(
            Closings closings, EraseUser eraseUser, Outbox outbox, Transactions transactions, Clock clock) {
        return new TendClosings(closings, eraseUser, outbox, transactions, clock);
    }

    @Bean
    Consumers closingParticipants(SettleClosing settle, ClosingProperties properties) {
        HearServices hear = new HearServices(settle);
        return new Consumers(properties.participants().stream().map(hear::of).toList());
    }
}
