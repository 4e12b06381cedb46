package dev.coffer.bonus.competition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Prizes at the end, with two replicas that look all the time, and with one that dies in the middle. */
@ExtendWith(StoresExtension.class)
class AwardPrizesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant BEGAN = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    private static final Instant ENDED = BEGAN.plus(Duration.ofDays(1));

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private CompetitionFixture tenant;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        Map<String, Object> settings = Map.of("coffer.bonus.competitions.every", "50ms");
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, settings);
        other = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, settings);
    }

    @BeforeEach
    void newTenant() {
        tenant = new CompetitionFixture(service, tokens);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    /** Of yesterday, with players; its results are due then. */
    private Board over(String code, int players, Instant due, Map<String, Object> more) {
        Map<String, Object> content = CompetitionFixture.content("STAKED");
        content.put("type", "TOURNAMENT");
        content.put("competition", Map.of("score", "STAKED"));
        content.put(
                "schedule",
                Map.of(
                        "from",
                        BEGAN.toString(),
                        "until",
                        ENDED.plus(Duration.ofDays(30)).toString()));
        content.putAll(more);
        tenant.publish(code, content);
        // It began when its end was sooner: what is over is not published.
        Board board = ending(tenant.board(code));
        tenant.played(board, players);
        return service.bean(Boards.class).begin(board, due);
    }

    private static Board ending(Board board) {
        return new Board(
                board.tenantId(),
                board.code(),
                board.label(),
                board.version(),
                board.name(),
                board.score(),
                board.currency(),
                board.from(),
                ENDED);
    }

    private Boards.Standing standing(Board board) {
        return Objects.requireNonNull(service.bean(Boards.class).find(tenant.tenantId, board.id()));
    }

    private Map<String, Long> paid() {
        Map<String, Long> paid = new HashMap<>();
        for (Document award : tenant.awards()) {
            assertThat(paid.put(award.getString("userId"), award.getLong("amountMinor")))
                    .as("nobody is paid twice")
                    .isNull();
        }
        return paid;
    }

    private void awaitOver(Board board) {
        await().atMost(PATIENCE).until(() -> standing(board).state() == Boards.State.OVER);
    }

    @Test
    void the_best_get_their_prizes_once_and_of_equals_who_was_first() {
        // Users 0 and 1, and 2 and 3, have the same score.
        Board board = over("TWO-LOOK", 9, Instant.now(), Map.of());
        awaitOver(board);
        assertThat(paid()).isEqualTo(Map.of("user-0", 5_000L, "user-1", 2_500L, "user-2", 1_000L, "user-3", 1_000L));
        assertThat(standing(board).winners()).allMatch(winner -> winner.isSettled() && winner.awardId() != null);
        assertThat(tenant.look(other, "user-4", "TWO-LOOK", "state me { place prize { amount } }")
                        .toString())
                .contains("\"OVER\"")
                .contains("\"place\":5,\"prize\":null");
    }

    @Test
    void fewer_players_than_prizes_and_scores_of_nothing_leave_the_rest_in_the_pool() {
        Board board = over("FEW", 1, Instant.now().plus(Duration.ofDays(1)), Map.of());
        Score nothing = new Score("zero", "Player-ZERO", 0, 1, 1, BEGAN);
        service.bean(Transactions.class).run(unit -> service.bean(Scores.class).save(unit, board, List.of(nothing)));
        service.bean(Boards.class).postpone(board, Instant.EPOCH);
        awaitOver(board);
        assertThat(paid()).isEqualTo(Map.of("user-0", 5_000L));
    }

    @Test
    void who_may_not_have_the_bonus_gets_no_prize_and_nobody_else_gets_it() {
        Board board = over(
                "CHOSEN",
                3,
                Instant.now(),
                Map.of("eligibility", Map.of("not", Map.of("segmentIn", List.of("staff")))));
        Board chosen =
                over("STAFF-ONLY", 3, Instant.now(), Map.of("eligibility", Map.of("segmentIn", List.of("staff"))));
        awaitOver(board);
        awaitOver(chosen);
        assertThat(paid()).hasSize(3);
        assertThat(standing(chosen).winners())
                .hasSize(3)
                .allMatch(winner -> winner.isSettled() && winner.awardId() == null);
    }

    @Test
    void a_template_that_is_paused_at_the_end_is_waited_for() {
        Board board = over("PAUSED", 2, Instant.now().plus(Duration.ofDays(1)), Map.of());
        tenant.ask("pauseBonusTemplate", Map.of("code", "PAUSED", "version", 1));
        service.bean(Boards.class).postpone(board, Instant.EPOCH);
        await().atMost(PATIENCE)
                .until(() -> service.bean(AwardPrizes.class).due(100).stream()
                        .noneMatch(due -> due.board().equals(board)));
        assertThat(paid()).isEmpty();
        assertThat(standing(board).state()).isEqualTo(Boards.State.OPEN);
        tenant.ask("publishBonusTemplate", Map.of("code", "PAUSED", "version", 1));
        service.bean(Boards.class).postpone(board, Instant.EPOCH);
        awaitOver(board);
        assertThat(paid()).hasSize(2);
    }

    /** Dies in the middle of giving a prize, and after it, as a process that is killed. */
    private record Dies(Boards origin, int after, boolean isCommitted, int[] given) implements Boards {

        @Override
        public Board begin(Board board, Instant due) {
            return origin.begin(board, due);
        }

        @Override
        public @Nullable Standing find(String tenantId, String id) {
            return origin.find(tenantId, id);
        }

        @Override
        public @Nullable Standing latest(String tenantId, String code) {
            return origin.latest(tenantId, code);
        }

        @Override
        public List<Standing> due(Instant now, int limit) {
            return origin.due(now, limit);
        }

        @Override
        public void postpone(Board board, Instant due) {
            // The others look at it by their own time.
        }

        @Override
        public boolean close(UnitOfWork unit, Board board, List<Winner> winners) {
            return origin.close(unit, board, winners);
        }

        @Override
        public boolean settle(UnitOfWork unit, Board board, String userId) {
            if (isCommitted && given[0] == after) {
                throw new IllegalStateException("killed");
            }
            return origin.settle(unit, board, userId);
        }

        @Override
        public void given(UnitOfWork unit, Board board, String userId, String awardId) {
            origin.given(unit, board, userId, awardId);
            if (!isCommitted && given[0] == after) {
                throw new IllegalStateException("killed");
            }
            given[0]++;
        }

        @Override
        public boolean end(UnitOfWork unit, Board board) {
            return origin.end(unit, board);
        }
    }

    private AwardPrizes awardPrizes(Boards boards) {
        return new AwardPrizes(
                boards,
                service.bean(KnownBoards.class),
                service.bean(Scores.class),
                service.bean(RunningTemplates.class),
                service.bean(Players.class),
                service.bean(GiveOffers.class),
                service.bean(Outbox.class),
                service.bean(Transactions.class),
                Clock.systemUTC());
    }

    private void die(Board board, int after, boolean isCommitted) {
        Boards dying = new Dies(service.bean(Boards.class), after, isCommitted, new int[1]);
        try {
            awardPrizes(dying).award(standing(board));
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }
    }

    @Test
    void whoever_goes_on_after_a_kill_gives_what_is_left_and_nothing_twice() {
        Board board = over("KILLED", 9, Instant.now().plus(Duration.ofDays(1)), Map.of());
        die(board, 0, false);
        assertThat(paid()).as("it died before its transaction was over").isEmpty();
        die(board, 1, true);
        assertThat(paid()).hasSize(1);
        die(board, 1, false);
        assertThat(paid()).hasSize(2);
        Map<String, Long> all = Map.of("user-0", 5_000L, "user-1", 2_500L, "user-2", 1_000L, "user-3", 1_000L);
        service.bean(Boards.class).postpone(board, Instant.EPOCH);
        awaitOver(board);
        assertThat(paid()).isEqualTo(all);
        awardPrizes(service.bean(Boards.class)).award(standing(board));
        assertThat(paid()).isEqualTo(all);
    }

    @Test
    void results_stand_whatever_is_rolled_back_after_them() {
        Board board = over("LATE", 5, Instant.now(), Map.of());
        awaitOver(board);
        ScoreTurn back = new ScoreTurn("bet", "user-0", List.of(new Scored(board.id(), 10_000)), true, Instant.now());
        service.bean(Transactions.class)
                .run(unit -> service.bean(ScoreBets.class).take(unit, tenant.tenantId, List.of(back)));
        assertThat(tenant.own(service, "user-0", "LATE")).isEqualTo("1 100.00");
        assertThat(paid()).containsEntry("user-0", 5_000L);
    }
}
