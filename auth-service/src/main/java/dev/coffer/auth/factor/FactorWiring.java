package dev.coffer.auth.factor;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.code.CheckCode;
import dev.coffer.auth.code.IssueCode;
import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.erasure.MongoPersonalData;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.signin.FactorTries;
import dev.coffer.auth.signin.ProvePassword;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.auth.user.Users;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FactorWiring {

    @Bean
    EventType<FactorEnrolled> factorEnrolled() {
        return new EventType<>(FactorEnrolled.TYPE, 1, FactorEnrolled.class);
    }

    @Bean
    EventType<FactorRemoved> factorRemoved() {
        return new EventType<>(FactorRemoved.TYPE, 1, FactorRemoved.class);
    }

    @Bean
    EventType<RecoveryCodesReplaced> recoveryCodesReplaced() {
        return new EventType<>(RecoveryCodesReplaced.TYPE, 1, RecoveryCodesReplaced.class);
    }

    @Bean
    EventType<RecoveryCodeUsed> recoveryCodeUsed() {
        return new EventType<>(RecoveryCodeUsed.TYPE, 1, RecoveryCodeUsed.class);
    }

    @Bean
    Setting<TotpSettings> totpSettings(LiveSettings settings) {
        return settings.declare(TotpSettings.class, TotpSettings.KEY, "Authenticator apps as a second factor.");
    }

    @Bean
    MongoFactors factors(MongoDatabase database) {
        return new MongoFactors(database);
    }

    @Bean
    MongoEnrolments enrolments(MongoDatabase database) {
        return new MongoEnrolments(database);
    }

    @Bean
    Totp totp(SecureRandom random) {
        return new Totp(random);
    }

    @Bean
    TotpSecrets totpSecrets(MasterKey masterKey, SecureRandom random) {
        return new TotpSecrets(new Seal(masterKey, "authenticator secrets", random));
    }

    @Bean
    MakeRecoveryCodes makeRecoveryCodes(MasterKey masterKey, SecureRandom random) {
        return new MakeRecoveryCodes(masterKey, random);
    }

    @Bean
    TellFactors tellFactors(Outbox outbox, Audit audit, MeterRegistry meters) {
        return new TellFactors(outbox, audit, meters);
    }

    @Bean
    AcceptCode acceptCode(
            Factors factors,
            IssueCode issueCode,
            CheckCode checkCode,
            Totp totp,
            TotpSecrets secrets,
            MakeRecoveryCodes recoveryCodes,
            PasskeyProofs passkeys,
            TellFactors tell,
            Clock clock) {
        return new AcceptCode(factors, issueCode, checkCode, totp, secrets, recoveryCodes, passkeys, tell, clock);
    }

    @Bean
    ProveOwner proveOwner(
            Users users,
            ProvePassword provePassword,
            AcceptCode acceptCode,
            FactorTries tries,
            Transactions transactions) {
        return new ProveOwner(users, provePassword, acceptCode, tries, transactions);
    }

    @Bean
    EnrolTotp enrolTotp(
            ProveOwner proveOwner,
            Factors factors,
            Enrolments enrolments,
            Totp totp,
            TotpSecrets secrets,
            MakeRecoveryCodes recoveryCodes,
            RememberDevice devices,
            TellFactors tell,
            Setting<TotpSettings> totpSettings,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new EnrolTotp(
                proveOwner,
                factors,
                enrolments,
                totp,
                secrets,
                recoveryCodes,
                devices,
                tell,
                totpSettings,
                transactions,
                ids,
                clock);
    }

    @Bean
    ChangeFactors changeFactors(
            ProveOwner proveOwner,
            Factors factors,
            MakeRecoveryCodes recoveryCodes,
            RememberDevice devices,
            TellFactors tell) {
        return new ChangeFactors(proveOwner, factors, recoveryCodes, devices, tell);
    }

    @Bean
    SwitchEmailCodes switchEmailCodes(
            ProveOwner proveOwner,
            Factors factors,
            Enrolments enrolments,
            AcceptCode acceptCode,
            RememberDevice devices,
            TellFactors tell,
            Transactions transactions,
            Clock clock) {
        return new SwitchEmailCodes(proveOwner, factors, enrolments, acceptCode, devices, tell, transactions, clock);
    }

    @Bean
    PasskeyFactor passkeyFactor(Factors factors, Enrolments enrolments, RememberDevice devices, TellFactors tell) {
        return new PasskeyFactor(factors, enrolments, devices, tell);
    }

    @Bean
    ResetFactors resetFactors(
            Users users,
            RoleReach roles,
            Factors factors,
            Enrolments enrolments,
            PasskeyProofs passkeys,
            RememberDevice devices,
            EndSessions endSessions,
            TellFactors tell,
            Transactions transactions) {
        return new ResetFactors(users, roles, factors, enrolments, passkeys, devices, endSessions, tell, transactions);
    }

    @Bean
    PersonalData secondFactorsToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoFactors.COLLECTION, "_id");
    }

    @Bean
    PersonalData enrolmentsToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoEnrolments.COLLECTION, "_id");
    }
}
