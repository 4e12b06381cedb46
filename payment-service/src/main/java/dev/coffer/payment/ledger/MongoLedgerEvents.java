package dev.coffer.payment.ledger;

import com.mongodb.MongoClientSettings;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.RelaySource;
import dev.coffer.core.money.Currencies;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a transfer's events off its document. They are made of what the document holds anyway, and the document never
 * changes, so they are the same each time and cost the writer nothing.
 */
final class MongoLedgerEvents {

    private static final CodecRegistry REGISTRY = CodecRegistries.withUuidRepresentation(
            MongoClientSettings.getDefaultCodecRegistry(), UuidRepresentation.STANDARD);

    private final Currencies currencies;
    private final JsonMapper json = JsonMapper.builder().build();

    MongoLedgerEvents(Currencies currencies) {
        this.currencies = currencies;
    }

    RelaySource source() {
        return new RelaySource(MongoTransferDocument.COLLECTION, MongoTransferDocument.AT, this::events);
    }

    private List<EventEnvelope> events(Document document) {
        BsonDocument stored = document.toBsonDocument(Document.class, REGISTRY);
        if (!stored.containsKey(MongoTransferDocument.ENTRIES)) {
            return List.of();
        }
        Transfer transfer = MongoTransferDocument.read(stored, currencies);
        List<EventEnvelope> events = new ArrayList<>();
        for (Transfer.Party party : transfer.parties()) {
            if (party.owner() instanceof WalletOwner.User user) {
                events.add(envelope(transfer, party, user));
            }
        }
        return events;
    }

    private EventEnvelope envelope(Transfer transfer, Transfer.Party party, WalletOwner.User user) {
        Object data = Telling.of(transfer, party, user);
        EventType<?> type = LedgerEvents.TYPES.stream()
                .filter(candidate -> candidate.data().isInstance(data))
                .findFirst()
                .orElseThrow();
        return new EventEnvelope(
                transfer.id() + ':' + party.walletId(),
                type.name(),
                type.version(),
                transfer.at(),
                transfer.tenantId(),
                user.userId(),
                transfer.id(),
                null,
                null,
                party.walletId(),
                party.version(),
                json.writeValueAsString(data));
    }
}
