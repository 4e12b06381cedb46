package dev.coffer.payment.ledger;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * A bet, or that it may never be placed, as stored in {@value #COLLECTION} under tenant and reference: two writers can never
 * both be the first.
 */
final class MongoBetDocument {

    static final String COLLECTION = "bets";
    static final String ID = "_id";
    static final String ID_TENANT = ID + ".tenantId";
    static final String WALLET = "wallet";
    static final String PLACED_BY = "placedBy";
    static final String STATUS = "status";
    static final String CURRENCY = "currency";
    static final String STAKE_REAL = "stakeReal";
    static final String STAKE_BONUS = "stakeBonus";
    static final String WON_REAL = "wonReal";
    static final String WON_BONUS = "wonBonus";
    static final String ROLLED_BACK = Bet.Status.ROLLED_BACK.name();

    private static final String TENANT = "tenantId";
    private static final String BET = "betId";
    private static final String PLAYER = "player";
    private static final String GAME = "game";
    private static final String ROUND = "round";
    private static final String REASON = "reason";
    private static final String SELECTIONS = "selections";
    private static final String AT = "at";
    private static final String VERSION = "version";

    private MongoBetDocument() {}

    static BsonDocument id(KnownBet.Key key) {
        return new BsonDocument(TENANT, new BsonString(key.tenantId())).append(BET, new BsonString(key.betId()));
    }

    static void write(BsonBinaryWriter writer, KnownBet known) {
        writer.writeStartDocument();
        writeId(writer, known.key());
        switch (known) {
            case Bet bet -> write(writer, bet);
            case ForestalledBet forestalled -> {
                writer.writeString(STATUS, ROLLED_BACK);
                writer.writeString(REASON, forestalled.reason());
                writer.writeDateTime(AT, forestalled.at().toEpochMilli());
            }
        }
        writer.writeEndDocument();
    }

    private static void writeId(BsonBinaryWriter writer, KnownBet.Key key) {
        writer.writeStartDocument(ID);
        writer.writeString(TENANT, key.tenantId());
        writer.writeString(BET, key.betId());
        writer.writeEndDocument();
    }

    private static void write(BsonBinaryWriter writer, Bet bet) {
        writer.writeBinaryData(WALLET, MongoUuids.toBinary(bet.walletId()));
        writer.writeBinaryData(PLACED_BY, MongoUuids.toBinary(bet.placedBy()));
        writer.writeString(PLAYER, bet.player().key());
        writer.writeString(GAME, bet.gameId());
        if (bet.roundId() != null) {
            writer.writeString(ROUND, bet.roundId());
        }
        writer.writeString(CURRENCY, bet.stake().real().currency().code());
        writer.writeInt64(STAKE_REAL, bet.stake().real().minor());
        writer.writeInt64(STAKE_BONUS, bet.stake().bonus().minor());
        writeSelections(writer, bet.selections());
        MongoTallies.write(writer, bet.tally());
        writer.writeDateTime(AT, bet.at().toEpochMilli());
        writeChanging(writer, bet);
    }

    private static void writeSelections(BsonBinaryWriter writer, List<Selection> selections) {
        if (!selections.isEmpty()) {
            writer.writeStartArray(SELECTIONS);
            selections.forEach(selection -> writer.writeString(selection.text()));
            writer.writeEndArray();
        }
    }

    private static List<Selection> selections(BsonDocument document) {
        return document.getArray(SELECTIONS, new BsonArray()).stream()
                .map(one -> Selection.ofText(one.asString().getValue()))
                .toList();
    }

    /** Appends one statement of an update command. It meets nothing when somebody has changed the bet since. */
    static void writeUpdate(BsonBinaryWriter writer, Bet bet, long from) {
        writer.writeStartDocument();
        writer.writeStartDocument("q");
        writeId(writer, bet.key());
        writer.writeInt64(VERSION, from);
        writer.writeEndDocument();
        writer.writeStartDocument("u");
        writer.writeStartDocument("$set");
        writeChanging(writer, bet);
        writer.writeEndDocument();
        writer.writeEndDocument();
        writer.writeEndDocument();
    }

    private static void writeChanging(BsonBinaryWriter writer, Bet bet) {
        writer.writeInt64(WON_REAL, bet.won().real().minor());
        writer.writeInt64(WON_BONUS, bet.won().bonus().minor());
        writer.writeString(STATUS, bet.status().name());
        writer.writeInt64(VERSION, bet.version());
    }

    static KnownBet read(BsonDocument document, Currencies currencies) {
        BsonDocument id = document.getDocument(ID);
        KnownBet.Key key = new KnownBet.Key(
                id.getString(TENANT).getValue(), id.getString(BET).getValue());
        Instant at = Instant.ofEpochMilli(document.getDateTime(AT).getValue());
        if (!document.containsKey(WALLET)) {
            return new ForestalledBet(key, document.getString(REASON).getValue(), at);
        }
        Currency currency = currencies.get(document.getString(CURRENCY).getValue());
        return new Bet(
                key,
                MongoUuids.toText(document.getBinary(PLACED_BY)),
                MongoUuids.toText(document.getBinary(WALLET)),
                WalletOwner.ofKey(document.getString(PLAYER).getValue()),
                document.getString(GAME).getValue(),
                document.containsKey(ROUND) ? document.getString(ROUND).getValue() : null,
                new Split(money(document, STAKE_REAL, currency), money(document, STAKE_BONUS, currency)),
                new Split(money(document, WON_REAL, currency), money(document, WON_BONUS, currency)),
                Bet.Status.valueOf(document.getString(STATUS).getValue()),
                selections(document),
                MongoTallies.read(document),
                at,
                document.getInt64(VERSION).getValue());
    }

    private static Money money(BsonDocument document, String field, Currency currency) {
        return new Money(document.getInt64(field).getValue(), currency);
    }
}
