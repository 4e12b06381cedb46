package dev.coffer.bonus.award;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.TenantCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The stored form of an {@link Award}. */
final class MongoAwardDocument {

    static final String ID = "_id";
    static final String USER_ID = "userId";
    static final String KEY = "key";
    static final String AWARDED_AT = "awardedAt";
    static final String WALLET = "walletId";
    static final String UNTIL = "until";
    static final String VERSION = "version";

    /** True of an award that is not over, or holds something, and is in a wallet; absent otherwise. */
    static final String LIVE = "live";

    private static final String TERMS = "terms";
    private static final String CODE = "templateCode";
    private static final String STATE = "state";
    private static final String NEEDS_APPROVAL = "needsApproval";
    private static final String RECALL = "recall";
    private static final String ENDING = "ending";
    private static final String REASON = "reason";
    private static final String ENDED_AT = "endedAt";

    /** What {@link #readGiven} reads. */
    static final Bson OF_GIVEN = Projections.include(USER_ID, TERMS + '.' + CODE, TERMS + ".type", AWARDED_AT, STATE);

    /** Neither converted nor ended otherwise. */
    static final Bson IS_OPEN =
            Filters.nin(STATE, AwardState.Status.OVER.stream().map(Enum::name).toList());

    /** What may be another than it was when the award was given. */
    private static final List<String> CHANGING = List.of(
            WALLET,
            "order",
            "held",
            "wagered",
            "converted",
            "returned",
            "round",
            "closing",
            VERSION,
            LIVE,
            STATE,
            NEEDS_APPROVAL,
            RECALL,
            UNTIL,
            ENDING,
            REASON,
            ENDED_AT);

    private MongoAwardDocument() {}

    static Document write(Award award) {
        AwardMoney money = award.money();
        Document document = new Document(ID, award.id())
                .append(TenantCollection.TENANT_ID, award.tenantId())
                .append(USER_ID, award.userId())
                .append(KEY, award.key())
                .append(TERMS, terms(award.terms()))
                .append("amountMinor", award.value().minor())
                .append("currency", award.value().currency().code())
                .append("deposit", money(award.deposit()))
                .append("givenBy", award.givenBy())
                .append(WALLET, money.walletId())
                .append("order", money.order())
                .append("held", money.held())
                .append("wagered", money.wagered())
                .append("converted", money.converted())
                .append("returned", money.returned())
                .append("round", money.round())
                .append("closing", money.isClosing())
                .append(AWARDED_AT, Date.from(award.awardedAt()))
                .append(VERSION, award.version());
        if (money.walletId() != null && (!award.isOver() || money.held() > 0)) {
            document.append(LIVE, true);
        }
        state(document, award.state());
        document.values().removeIf(Objects::isNull);
        return document;
    }

    /** What makes a stored award this one: what it was given with stays, and is not written again. */
    static Document change(Award award) {
        Document all = write(award);
        Document set = new Document();
        Document unset = new Document();
        for (String field : CHANGING) {
            if (all.containsKey(field)) {
                set.append(field, all.get(field));
            } else {
                unset.append(field, "");
            }
        }
        return new Document("$set", set).append("$unset", unset);
    }

    private static void state(Document document, AwardState state) {
        document.append(STATE, state.status().name());
        switch (state) {
            case AwardState.Pending pending ->
                document.append(NEEDS_APPROVAL, pending.needsApproval()).append(RECALL, pending.recall());
            case AwardState.Open open -> document.append(UNTIL, Date.from(open.until()));
            case AwardState.RequirementsMet met -> {}
            case AwardState.Locked locked ->
                document.append(ENDING, locked.ending().name()).append(REASON, locked.reason());
            case AwardState.Over over ->
                document.append(ENDED_AT, Date.from(over.at())).append(REASON, over.reason());
        }
    }

    private static Document terms(AwardTerms terms) {
        Document document = new Document(CODE, terms.templateCode())
                .append("templateVersion", terms.templateVersion())
                .append("type", terms.type())
                .append("name", terms.name())
                .append("validForMillis", terms.validFor().toMillis())
                .append("winCap", money(terms.winCap()))
                .append("sticky", terms.isSticky())
                .append("forfeitsOnWithdrawal", terms.forfeitsOnWithdrawal());
        AwardTerms.Wagering wagering = terms.wagering();
        if (wagering != null) {
            document.append(
                    "wagering",
                    new Document("times", wagering.times())
                            .append("countsDeposit", wagering.countsDeposit())
                            .append("maximumBet", money(wagering.maximumBet()))
                            .append(
                                    "weights",
                                    wagering.weights().stream()
                                            .map(weight -> new Document("product", weight.product())
                                                    .append("games", weight.games())
                                                    .append("percent", weight.percent()))
                                            .toList()));
        }
        return document;
    }

    private static @Nullable Document money(@Nullable Money money) {
        return money == null
                ? null
                : new Document("minor", money.minor())
                        .append("currency", money.currency().code());
    }

    static Bson ofTemplate(String code) {
        return Filters.eq(TERMS + '.' + CODE, code);
    }

    /** @param document with {@link #OF_GIVEN} at least */
    static AwardHistory.Given readGiven(Document document) {
        Document terms = document.get(TERMS, Document.class);
        return new AwardHistory.Given(
                document.getString(ID),
                terms.getString(CODE),
                terms.getString("type"),
                document.getDate(AWARDED_AT).toInstant(),
                !AwardState.Status.OVER.contains(AwardState.Status.valueOf(document.getString(STATE))));
    }

    static Award read(Document document, Currencies currencies) {
        return new Award(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString(USER_ID),
                document.getString(KEY),
                readTerms(document.get(TERMS, Document.class), currencies),
                new Money(document.getLong("amountMinor"), currencies.get(document.getString("currency"))),
                readMoney(document.get("deposit", Document.class), currencies),
                document.getString("givenBy"),
                readState(document),
                new AwardMoney(
                        document.getString(WALLET),
                        document.getLong("order"),
                        document.getLong("held"),
                        document.getLong("wagered"),
                        document.getLong("converted"),
                        document.getLong("returned"),
                        document.getInteger("round"),
                        document.getBoolean("closing")),
                document.getDate(AWARDED_AT).toInstant(),
                document.getLong(VERSION));
    }

    private static AwardState readState(Document document) {
        AwardState.Status status = AwardState.Status.valueOf(document.getString(STATE));
        return switch (status) {
            case PENDING -> new AwardState.Pending(document.getBoolean(NEEDS_APPROVAL), document.getString(RECALL));
            case ACTIVE -> new AwardState.Active(time(document, UNTIL));
            case IN_PROGRESS -> new AwardState.InProgress(time(document, UNTIL));
            case REQUIREMENTS_MET -> new AwardState.RequirementsMet();
            case LOCKED ->
                new AwardState.Locked(Ending.valueOf(document.getString(ENDING)), document.getString(REASON));
            case CONVERTED, CLAIMED, EXPIRED, FORFEITED, CANCELLED ->
                new AwardState.Over(status, time(document, ENDED_AT), document.getString(REASON));
        };
    }

    private static Instant time(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static AwardTerms readTerms(Document document, Currencies currencies) {
        return new AwardTerms(
                document.getString(CODE),
                document.getInteger("templateVersion"),
                document.getString("type"),
                document.getString("name"),
                Duration.ofMillis(document.getLong("validForMillis")),
                readWagering(document.get("wagering", Document.class), currencies),
                readMoney(document.get("winCap", Document.class), currencies),
                document.getBoolean("sticky"),
                document.getBoolean("forfeitsOnWithdrawal"));
    }

    private static AwardTerms.@Nullable Wagering readWagering(@Nullable Document document, Currencies currencies) {
        if (document == null) {
            return null;
        }
        List<AwardTerms.Weight> weights = document.getList("weights", Document.class).stream()
                .map(weight -> new AwardTerms.Weight(
                        weight.getString("product"),
                        weight.getList("games", String.class),
                        weight.getInteger("percent")))
                .toList();
        return new AwardTerms.Wagering(
                document.getInteger("times"),
                document.getBoolean("countsDeposit"),
                readMoney(document.get("maximumBet", Document.class), currencies),
                weights);
    }

    private static @Nullable Money readMoney(@Nullable Document document, Currencies currencies) {
        return document == null
                ? null
                : new Money(document.getLong("minor"), currencies.get(document.getString("currency")));
    }
}
