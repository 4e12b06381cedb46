package dev.coffer.kyc.document;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.Transactions;
import dev.coffer.kyc.profile.MissingNotes;
import dev.coffer.kyc.profile.NoteDecisions;
import dev.coffer.kyc.profile.RequestsInReview;
import dev.coffer.kyc.risk.RiskSigns;
import dev.coffer.kyc.tier.Tiers;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DocumentWiring.DocumentProperties.class)
class DocumentWiring {

    private static final Profiles PRODUCTION = Profiles.of("production");
    private static final String SEAL = "kyc-documents";

    /**
     * @param publicUrl where clients reach this service, without a slash at the end; needed in production
     * @param uploadLinkLife how long a link to send a file counts
     * @param downloadLinkLife how long a link to get one counts
     * @param uploadLimit how long the bytes of a file may take to come
     * @param uploadsAtOnce how many files may come in at the same time
     * @param keepUnconfirmed how long a document is kept that was announced and not confirmed
     * @param sweepEvery how often files are looked for that no document has
     */
    @ConfigurationProperties("coffer.kyc.documents")
    record DocumentProperties(
            @DefaultValue("") String publicUrl,
            @DefaultValue("10m") Duration uploadLinkLife,
            @DefaultValue("2m") Duration downloadLinkLife,
            @DefaultValue("5m") Duration uploadLimit,
            @DefaultValue("64") int uploadsAtOnce,
            @DefaultValue("24h") Duration keepUnconfirmed,
            @DefaultValue("1m") Duration sweepEvery) {

        DocumentProperties {
            for (Duration time : List.of(uploadLinkLife, downloadLinkLife, uploadLimit, keepUnconfirmed, sweepEvery)) {
                if (!time.isPositive()) {
                    throw new IllegalArgumentException("Times of coffer.kyc.documents must be positive: " + time);
                }
            }
            if (uploadsAtOnce < 1) {
                throw new IllegalArgumentException(
                        "coffer.kyc.documents.uploads-at-once must be at least 1: " + uploadsAtOnce);
            }
        }
    }

    @Bean
    MongoDocuments documents(MongoDatabase database, MasterKey masterKey, SecureRandom random, Pages pages) {
        return new MongoDocuments(database, new MongoDocumentRecord(new Seal(masterKey, SEAL, random)), pages);
    }

    @Bean
    MongoRemains remains(MongoDatabase database) {
        return new MongoRemains(database);
    }

    @Bean
    MongoDocumentFiles documentFiles(MongoDatabase database) {
        return new MongoDocumentFiles(database);
    }

    @Bean
    SealedFiles sealedFiles(DocumentFiles files, MasterKey masterKey, SecureRandom random) {
        return new SealedFiles(files, new Seal(masterKey, SEAL, random), random);
    }

    @Bean
    ClosedAccounts closedAccounts(MongoDatabase database) {
        return new ClosedAccounts(new Endings(database, "closed_accounts"));
    }

    @Bean
    DocumentLinks documentLinks(
            MasterKey masterKey, DocumentProperties properties, Environment environment, Clock clock) {
        String address = properties.publicUrl();
        if (address.isBlank() && environment.acceptsProfiles(PRODUCTION)) {
            throw new IllegalStateException(
                    "coffer.kyc.documents.public-url must say where clients reach kyc-service: https://kyc.example.com");
        }
        return new DocumentLinks(
                masterKey,
                () -> address.isBlank()
                        ? "http://127.0.0.1:" + environment.getProperty("local.server.port", "9005")
                        : address,
                clock);
    }

    @Bean
    DocumentChanges documentChanges(Documents documents, Outbox outbox, Transactions transactions, Clock clock) {
        return new DocumentChanges(documents, outbox, transactions, clock);
    }

    @Bean
    RiskSigns documentRiskSigns(Documents documents, Clock clock) {
        return new DocumentRiskSigns(documents, clock);
    }

    @Bean
    RequestUpload requestUpload(
            Documents documents,
            ClosedAccounts closed,
            DocumentLinks links,
            Tiers tiers,
            Transactions transactions,
            DocumentProperties properties,
            Ids ids,
            Clock clock) {
        return new RequestUpload(
                documents, closed, links, tiers, transactions, properties.uploadLinkLife(), ids, clock);
    }

    @Bean
    ReceiveUpload receiveUpload(
            Documents documents,
            Remains remains,
            SealedFiles files,
            DocumentLinks links,
            DocumentChanges changes,
            Transactions transactions,
            DocumentProperties properties) {
        return new ReceiveUpload(
                documents,
                remains,
                files,
                links,
                changes,
                transactions,
                properties.uploadLimit(),
                properties.uploadsAtOnce());
    }

    @Bean
    ConfirmDocument confirmDocument(DocumentChanges changes) {
        return new ConfirmDocument(changes);
    }

    @Bean
    DecideDocument decideDocument(DocumentChanges changes, NoteDecisions decisions) {
        return new DecideDocument(changes, decisions);
    }

    @Bean
    ReadDocuments readDocuments(
            Documents documents, SealedFiles files, DocumentLinks links, DocumentProperties properties) {
        return new ReadDocuments(documents, files, links, properties.downloadLinkLife());
    }

    @Bean(initMethod = "start")
    SweepDocuments sweepDocuments(
            Documents documents,
            Remains remains,
            SealedFiles files,
            ExpireDocuments expire,
            Transactions transactions,
            DocumentProperties properties,
            MeterRegistry meters,
            Clock clock) {
        return new SweepDocuments(
                documents,
                remains,
                files,
                expire,
                transactions,
                properties.sweepEvery(),
                properties.keepUnconfirmed(),
                meters,
                clock);
    }

    @Bean
    UserDocuments userDocuments(Documents documents, DocumentChanges changes, SealedFiles files) {
        return new UserDocuments(documents, changes, files);
    }

    @Bean
    MissingNotes missingNotes(Documents documents) {
        return new DocumentNotes(documents);
    }

    @Bean
    ExpireDocuments expireDocuments(
            Documents documents,
            DocumentChanges changes,
            RequestsInReview requests,
            Outbox outbox,
            Transactions transactions) {
        return new ExpireDocuments(documents, changes, requests, outbox, transactions);
    }

    @Bean
    EventType<DocumentExpiring> documentExpiring() {
        return new EventType<>(DocumentExpiring.TYPE, 1, DocumentExpiring.class);
    }

    @Bean
    EventType<DocumentChanged> documentChanged() {
        return new EventType<>(DocumentChanged.TYPE, 1, DocumentChanged.class);
    }

    @Bean
    Consumer documentsOfClosedAccounts(Documents documents, Remains remains, ClosedAccounts closed) {
        return new ForgetDocuments(documents, remains, closed).consumer();
    }

    @Bean
    DocumentRecords documentRecords(Documents documents, SealedFiles files) {
        return new DocumentRecords(documents, files);
    }
}
