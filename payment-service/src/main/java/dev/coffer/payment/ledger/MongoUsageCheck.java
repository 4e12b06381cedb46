package dev.coffer.payment.ledger;

import com.mongodb.ClientSessionOptions;
import com.mongodb.ReadConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.coffer.core.money.Currencies;
import dev.coffer.payment.ledger.LedgerVerifier.Flaw;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import dev.coffer.payment.usage.Tally;
import dev.coffer.payment.usage.Usage;
import dev.coffer.payment.usage.UsageProof;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.BsonDocument;

/**
 * Holds what users are counted to have used, on their last day and in its month, against what the bookings say they counted,
 * both at one moment. Reads every booking of those months that counted.
 */
final class MongoUsageCheck {

    private final MongoClient client;
    private final MongoCollection<BsonDocument> usages;
    private final MongoCollection<BsonDocument> transfers;
    private final Currencies currencies;

    MongoUsageCheck(MongoClient client, MongoDatabase database, Currencies currencies) {
        this.client = client;
        this.usages = database.getCollection(MongoUsageDocument.COLLECTION, BsonDocument.class)
                .withReadConcern(ReadConcern.DEFAULT);
        this.transfers = database.getCollection(MongoTransferDocument.COLLECTION, BsonDocument.class)
                .withReadConcern(ReadConcern.DEFAULT);
        this.currencies = currencies;
    }

    /** At most {@link LedgerVerifier#MOST_FLAWS}. */
    List<Flaw> flaws() {
        Map<UsageKey, UsageProof> proofs =
                new TreeMap<>(Comparator.comparing(UsageKey::tenantId).thenComparing(UsageKey::userId));
        try (ClientSession moment = client.startSession(
                ClientSessionOptions.builder().snapshot(true).build())) {
            for (BsonDocument document : usages.find(moment)) {
                Usage usage = MongoUsageDocument.read(document, currencies);
                proofs.put(new UsageKey(usage.tenantId(), usage.userId()), new UsageProof(usage));
            }
            readTallies(moment, proofs);
        }
        List<Flaw> flaws = new ArrayList<>();
        proofs.forEach((user, proof) -> {
            String wrong = proof.firstWrong();
            if (wrong != null && flaws.size() < LedgerVerifier.MOST_FLAWS) {
                flaws.add(new Flaw(
                        Kind.USAGE_DIFFERS, "usage of user " + user.userId() + ", tenant " + user.tenantId(), wrong));
            }
        });
        return flaws;
    }

    private void readTallies(ClientSession moment, Map<UsageKey, UsageProof> proofs) {
        LocalDate first = proofs.values().stream()
                .map(UsageProof::firstDay)
                .min(Comparator.naturalOrder())
                .orElse(LocalDate.EPOCH);
        for (BsonDocument document : transfers
                .find(moment, Filters.gte(MongoTallies.TALLY + '.' + MongoTallies.DAY, first.toEpochDay()))
                .projection(Projections.include(MongoTransferDocument.TENANT, MongoTallies.TALLY))) {
            Tally tally = Objects.requireNonNull(MongoTallies.read(document));
            String tenantId = document.getString(MongoTransferDocument.TENANT).getValue();
            proofs.computeIfAbsent(
                            new UsageKey(tenantId, tally.userId()),
                            user -> new UsageProof(Usage.none(user.tenantId(), user.userId())))
                    .add(tally);
        }
    }
}
