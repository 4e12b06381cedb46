package dev.coffer.bonus.competition;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.bonus.template.CompetitionScore;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Boards} in the collection {@code boards}. What is over has no {@code dueAt} any more. */
final class MongoBoards implements Boards, DeclaresIndexes {

    static final String COLLECTION = "boards";

    private static final String ID = "_id";
    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final String CODE = "code";
    private static final String LABEL = "label";
    private static final String UNTIL = "until";
    private static final String STATE = "state";
    private static final String DUE_AT = "dueAt";
    private static final String WINNERS = "winners";
    private static final String USER_ID = "userId";
    private static final String SETTLED = "settled";

    private final MongoCollection<Document> boards;
    private final Currencies currencies;

    MongoBoards(MongoDatabase database, Currencies currencies) {
        this.boards = database.getCollection(COLLECTION);
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "due", Indexes.ascending(DUE_AT)),
                IndexDeclaration.on(
                        COLLECTION,
                        "tenant_code_until",
                        Indexes.compoundIndex(Indexes.ascending(TENANT, CODE), Indexes.descending(UNTIL))));
    }

    static String key(Board board) {
        return key(board.tenantId(), board.id());
    }

    private static String key(String tenantId, String id) {
        return tenantId + '/' + id;
    }

    @Override
    public Board begin(Board board, Instant due) {
        Document begun = boards.findOneAndUpdate(
                Filters.eq(ID, key(board)),
                new Document("$setOnInsert", write(board, due)),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return standing(Objects.requireNonNull(begun)).board();
    }

    @Override
    public @Nullable Standing find(String tenantId, String id) {
        return standingOrNull(boards.find(Filters.eq(ID, key(tenantId, id))).first());
    }

    @Override
    public @Nullable Standing latest(String tenantId, String code) {
        return standingOrNull(boards.find(Filters.and(Filters.eq(TENANT, tenantId), Filters.eq(CODE, code)))
                .sort(Sorts.descending(UNTIL))
                .first());
    }

    @Override
    public List<Standing> due(Instant now, int limit) {
        return boards.find(Filters.lte(DUE_AT, Date.from(now)))
                .sort(Sorts.ascending(DUE_AT))
                .limit(limit)
                .map(this::standing)
                .into(new ArrayList<>());
    }

    @Override
    public void postpone(Board board, Instant due) {
        boards.updateOne(
                Filters.and(Filters.eq(ID, key(board)), Filters.exists(DUE_AT)), Updates.set(DUE_AT, Date.from(due)));
    }

    @Override
    public boolean close(UnitOfWork unit, Board board, List<Winner> winners) {
        return isChanged(
                unit,
                in(board, State.OPEN),
                Updates.combine(
                        Updates.set(STATE, State.AWARDING.name()),
                        Updates.set(
                                WINNERS,
                                winners.stream().map(MongoBoards::write).toList())));
    }

    @Override
    public boolean settle(UnitOfWork unit, Board board, String userId) {
        Bson open = Filters.elemMatch(WINNERS, Filters.and(Filters.eq(USER_ID, userId), Filters.eq(SETTLED, false)));
        return isChanged(unit, Filters.and(in(board, State.AWARDING), open), Updates.set("winners.$.settled", true));
    }

    @Override
    public void given(UnitOfWork unit, Board board, String userId, String awardId) {
        isChanged(
                unit,
                Filters.and(Filters.eq(ID, key(board)), Filters.eq("winners.userId", userId)),
                Updates.set("winners.$.awardId", awardId));
    }

    @Override
    public boolean end(UnitOfWork unit, Board board) {
        return isChanged(
                unit,
                Filters.and(Filters.eq(ID, key(board)), Filters.ne(STATE, State.OVER.name())),
                Updates.combine(Updates.set(STATE, State.OVER.name()), Updates.unset(DUE_AT)));
    }

    private boolean isChanged(UnitOfWork unit, Bson filter, Bson change) {
        return boards.updateOne(unit.session(), filter, change).getMatchedCount() == 1;
    }

    private static Bson in(Board board, State state) {
        return Filters.and(Filters.eq(ID, key(board)), Filters.eq(STATE, state.name()));
    }

    private static Document write(Board board, Instant due) {
        return new Document(TENANT, board.tenantId())
                .append(CODE, board.code())
                .append(LABEL, board.label())
                .append("version", board.version())
                .append("name", board.name())
                .append("score", board.score().name())
                .append("currency", board.currency().code())
                .append("from", Date.from(board.from()))
                .append(UNTIL, Date.from(board.until()))
                .append(STATE, State.OPEN.name())
                .append(DUE_AT, Date.from(due))
                .append(WINNERS, List.of());
    }

    private static Document write(Winner winner) {
        return new Document(USER_ID, winner.userId())
                .append("place", winner.place())
                .append("minor", winner.minor())
                .append(SETTLED, winner.isSettled())
                .append("awardId", winner.awardId());
    }

    private @Nullable Standing standingOrNull(@Nullable Document document) {
        return document == null ? null : standing(document);
    }

    private Standing standing(Document document) {
        Board board = new Board(
                document.getString(TENANT),
                document.getString(CODE),
                document.getString(LABEL),
                document.getInteger("version"),
                document.getString("name"),
                CompetitionScore.valueOf(document.getString("score")),
                currencies.get(document.getString("currency")),
                document.getDate("from").toInstant(),
                document.getDate(UNTIL).toInstant());
        List<Winner> winners = document.getList(WINNERS, Document.class).stream()
                .map(winner -> new Winner(
                        winner.getString(USER_ID),
                        winner.getInteger("place"),
                        winner.getLong("minor"),
                        winner.getBoolean(SETTLED),
                        winner.getString("awardId")))
                .toList();
        return new Standing(board, State.valueOf(document.getString(STATE)), winners);
    }
}
