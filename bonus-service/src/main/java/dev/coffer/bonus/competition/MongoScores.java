package dev.coffer.bonus.competition;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Scores} in the collections {@code board_scores} and, where one bet decides, {@code board_bets}; written in bulk. */
final class MongoScores implements Scores, DeclaresIndexes {

    private static final String SCORES = "board_scores";
    private static final String BETS = "board_bets";
    private static final String ID = "_id";
    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final String BOARD = "board";
    private static final String USER_ID = "userId";
    private static final String HANDLE = "handle";
    private static final String SCORE = "score";
    private static final String COUNT = "bets";
    private static final String REACHED_AT = "reachedAt";
    private static final String POINTS = "points";
    private static final String AT = "at";
    private static final String UNTIL = "until";

    /** Leaderboards are shown for so long after their end. */
    private static final Duration SCORES_KEPT = Duration.ofDays(400);

    /** Nothing is taken back once the results stand. */
    private static final Duration BETS_KEPT = Duration.ofDays(7);

    private static final Bson HAS_PLACE = Filters.gt(COUNT, 0);
    private static final Bson BEST_FIRST = Sorts.orderBy(Sorts.descending(SCORE), Sorts.ascending(REACHED_AT, HANDLE));
    private static final Bson BEST_LAST = Sorts.orderBy(Sorts.ascending(SCORE), Sorts.descending(REACHED_AT, HANDLE));

    private final MongoCollection<Document> scores;
    private final MongoCollection<Document> bets;

    MongoScores(MongoDatabase database) {
        this.scores = database.getCollection(SCORES);
        this.bets = database.getCollection(BETS);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                SCORES,
                                "tenant_board_place",
                                Indexes.compoundIndex(
                                        Indexes.ascending(TENANT, BOARD),
                                        Indexes.descending(SCORE),
                                        Indexes.ascending(REACHED_AT, HANDLE)))
                        .onlyWhere(HAS_PLACE),
                IndexDeclaration.on(SCORES, "tenant_board_user", Indexes.ascending(TENANT, BOARD, USER_ID)),
                IndexDeclaration.on(SCORES, "forgotten", Indexes.ascending(UNTIL))
                        .expiringAfter(SCORES_KEPT),
                IndexDeclaration.on(
                        BETS,
                        "tenant_board_user_points",
                        Indexes.compoundIndex(
                                Indexes.ascending(TENANT, BOARD, USER_ID),
                                Indexes.descending(POINTS),
                                Indexes.ascending(AT))),
                IndexDeclaration.on(BETS, "forgotten", Indexes.ascending(UNTIL)).expiringAfter(BETS_KEPT));
    }

    private static String id(Board board, String what) {
        return MongoBoards.key(board) + '/' + what;
    }

    private static Bson in(Board board) {
        return Filters.and(Filters.eq(TENANT, board.tenantId()), Filters.eq(BOARD, board.id()));
    }

    private static Bson placed(Board board) {
        return Filters.and(in(board), HAS_PLACE);
    }

    @Override
    public List<Score> of(UnitOfWork unit, Board board, Collection<String> userIds) {
        List<String> ids = userIds.stream().map(userId -> id(board, userId)).toList();
        return scores.find(unit.session(), Filters.in(ID, ids))
                .map(MongoScores::score)
                .into(new ArrayList<>());
    }

    @Override
    public void save(UnitOfWork unit, Board board, Collection<Score> changed) {
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        List<ReplaceOneModel<Document>> writes = changed.stream()
                .map(score ->
                        new ReplaceOneModel<>(Filters.eq(ID, id(board, score.userId())), write(board, score), upsert))
                .toList();
        if (!writes.isEmpty()) {
            scores.bulkWrite(unit.session(), writes);
        }
    }

    private static Document write(Board board, Score score) {
        return new Document(ID, id(board, score.userId()))
                .append(TENANT, board.tenantId())
                .append(BOARD, board.id())
                .append(USER_ID, score.userId())
                .append(HANDLE, score.handle())
                .append(SCORE, score.minor())
                .append(COUNT, score.bets())
                .append("version", score.version())
                .append(REACHED_AT, Date.from(score.reachedAt()))
                .append(UNTIL, Date.from(board.until()));
    }

    private static Score score(Document document) {
        return new Score(
                document.getString(USER_ID),
                document.getString(HANDLE),
                document.getLong(SCORE),
                document.getInteger(COUNT),
                document.getLong("version"),
                document.getDate(REACHED_AT).toInstant());
    }

    @Override
    public void addBets(UnitOfWork unit, Board board, Collection<BoardBet> added) {
        List<InsertOneModel<Document>> writes = added.stream()
                .map(bet -> new InsertOneModel<>(new Document(ID, id(board, bet.bet()))
                        .append(TENANT, board.tenantId())
                        .append(BOARD, board.id())
                        .append(USER_ID, bet.userId())
                        .append(POINTS, bet.points())
                        .append(AT, Date.from(bet.at()))
                        .append(UNTIL, Date.from(board.until()))))
                .toList();
        if (!writes.isEmpty()) {
            bets.bulkWrite(unit.session(), writes);
        }
    }

    @Override
    public void removeBets(UnitOfWork unit, Board board, Collection<String> removed) {
        if (!removed.isEmpty()) {
            List<String> ids = removed.stream().map(bet -> id(board, bet)).toList();
            bets.deleteMany(unit.session(), Filters.in(ID, ids));
        }
    }

    @Override
    public @Nullable BoardBet largest(UnitOfWork unit, Board board, String userId) {
        Document found = bets.find(unit.session(), Filters.and(in(board), Filters.eq(USER_ID, userId)))
                .sort(Sorts.orderBy(Sorts.descending(POINTS), Sorts.ascending(AT)))
                .first();
        return found == null
                ? null
                : new BoardBet(
                        found.getString(ID),
                        userId,
                        found.getLong(POINTS),
                        found.getDate(AT).toInstant());
    }

    @Override
    public List<Score> best(UnitOfWork unit, Board board, int limit) {
        return scores.find(unit.session(), Filters.and(placed(board), Filters.gt(SCORE, 0L)))
                .sort(BEST_FIRST)
                .limit(limit)
                .map(MongoScores::score)
                .into(new ArrayList<>());
    }

    @Override
    public void each(Board board, int chunk, Consumer<List<Score>> with) {
        String after = "";
        List<Score> next;
        do {
            next = scores.find(Filters.and(in(board), Filters.gt(USER_ID, after)))
                    .sort(Sorts.ascending(TENANT, BOARD, USER_ID))
                    .limit(chunk)
                    .map(MongoScores::score)
                    .into(new ArrayList<>());
            if (!next.isEmpty()) {
                with.accept(next);
                after = next.getLast().userId();
            }
        } while (next.size() == chunk);
    }

    @Override
    public List<Place> page(Board board, @Nullable Placing from, boolean isForward, int limit) {
        List<Score> found = scores.find(from == null ? placed(board) : beyond(board, from, isForward))
                .sort(isForward ? BEST_FIRST : BEST_LAST)
                .limit(limit)
                .map(MongoScores::score)
                .into(new ArrayList<>());
        if (found.isEmpty()) {
            return List.of();
        }
        int first = number(board, found.getFirst().placing());
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            places.add(new Place(isForward ? first + i : first - i, found.get(i).placing()));
        }
        return places;
    }

    /** An "or" at the root, each part with the whole filter, so that MongoDB reads exact ranges of the index. */
    private static Bson beyond(Board board, Placing from, boolean isForward) {
        Date at = Date.from(from.reachedAt());
        Bson sameScore = Filters.eq(SCORE, from.score());
        return Filters.or(
                Filters.and(
                        placed(board), isForward ? Filters.lt(SCORE, from.score()) : Filters.gt(SCORE, from.score())),
                Filters.and(
                        placed(board), sameScore, isForward ? Filters.gt(REACHED_AT, at) : Filters.lt(REACHED_AT, at)),
                Filters.and(
                        placed(board),
                        sameScore,
                        Filters.eq(REACHED_AT, at),
                        isForward ? Filters.gt(HANDLE, from.handle()) : Filters.lt(HANDLE, from.handle())));
    }

    private int number(Board board, Placing placing) {
        return Math.toIntExact(scores.countDocuments(beyond(board, placing, false)) + 1);
    }

    @Override
    public @Nullable Place placeOf(Board board, String userId) {
        Document found = scores.find(Filters.eq(ID, id(board, userId))).first();
        Score score = found == null ? null : score(found);
        return score == null || !score.hasPlace() ? null : new Place(number(board, score.placing()), score.placing());
    }

    @Override
    public int count(Board board) {
        return Math.toIntExact(scores.countDocuments(placed(board)));
    }
}
