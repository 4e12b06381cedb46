package dev.coffer.bonus.competition;

import dev.coffer.bonus.template.BonusValue;
import dev.coffer.bonus.template.Competition;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.TemplateContent;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Competitions as they began, which never changes: each is looked up once. */
final class KnownBoards {

    private static final int MOST = 10_000;

    private final Boards boards;
    private final RunningTemplates templates;
    private final Timing timing;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();
    private final Map<Version, BonusValue.Prizes> prizes = new ConcurrentHashMap<>();

    KnownBoards(Boards boards, RunningTemplates templates, Timing timing) {
        this.boards = boards;
        this.templates = templates;
        this.timing = timing;
    }

    private record Key(String tenantId, String id) {}

    private record Version(String tenantId, String code, int version) {}

    /** @param content of the version that it began with */
    record Known(Board board, TemplateContent content) {

        Competition rule() {
            return Objects.requireNonNull(content.competition());
        }
    }

    /** Begins the competition where nobody has. Outside of transactions: it is begun even where what it was begun for is not done. */
    Known begin(Board board, RunningTemplate running) {
        Known before = known.get(key(board.tenantId(), board.id()));
        if (before != null) {
            return before;
        }
        Board begun = boards.begin(board, timing.due(board));
        return keep(begun, begun.version() == running.version() ? running : version(begun));
    }

    @Nullable
    Board find(String tenantId, String id) {
        Known before = known.get(key(tenantId, id));
        if (before != null) {
            return before.board();
        }
        Boards.Standing found = boards.find(tenantId, id);
        return found == null
                ? null
                : keep(found.board(), version(found.board())).board();
    }

    /** What its prizes are given by. */
    RunningTemplate version(Board board) {
        return Objects.requireNonNull(
                templates.asIf(board.tenantId(), board.code(), board.version()), "the version of a competition");
    }

    /** Of one that was begun, or may be. */
    BonusValue.Prizes prizes(Board board) {
        Known begun = known.get(key(board.tenantId(), board.id()));
        return begun == null ? prizesOfVersion(board) : prizes(board, begun.content());
    }

    /** A version never changes, whether the competition has begun with it or not. */
    private BonusValue.Prizes prizesOfVersion(Board board) {
        Version version = new Version(board.tenantId(), board.code(), board.version());
        BonusValue.Prizes before = prizes.get(version);
        if (before != null) {
            return before;
        }
        BonusValue.Prizes found = prizes(board, version(board).content());
        if (prizes.size() >= MOST) {
            prizes.clear();
        }
        prizes.put(version, found);
        return found;
    }

    private static BonusValue.Prizes prizes(Board board, TemplateContent content) {
        if (content.value() instanceof BonusValue.Prizes prizes) {
            return prizes;
        }
        throw new IllegalStateException("A competition of " + board.code() + " has no prizes");
    }

    private Known keep(Board begun, RunningTemplate template) {
        if (known.size() >= MOST) {
            known.clear();
        }
        Known found = new Known(begun, template.content());
        known.put(key(begun.tenantId(), begun.id()), found);
        return found;
    }

    private static Key key(String tenantId, String id) {
        return new Key(tenantId, id);
    }
}
