package dev.coffer.gateway.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Picks one way for each leaf so that all together cost little: what two ways share is paid once. */
final class BestPlan {

    private final List<List<Route>> candidates;
    private final List<Route> chosen = new ArrayList<>();
    private final int[] uses;
    private final Route.Tree tree;
    private int combinations;

    private BestPlan(Route.Tree tree, List<List<Route>> candidates) {
        this.tree = tree;
        this.candidates = candidates;
        this.uses = new int[tree.size()];
    }

    /**
     * One of the candidates of each leaf, in the same order.
     *
     * @param candidates of each leaf, at least one
     * @param budget when spent, the best so far is taken
     */
    static List<Route> choose(Route.Tree tree, List<List<Route>> candidates, Budget budget) {
        if (candidates.stream().allMatch(some -> some.size() == 1)) {
            return candidates.stream().map(List::getFirst).toList();
        }
        BestPlan plan = new BestPlan(tree, candidates);
        plan.greedily();
        plan.improve(budget);
        return plan.chosen;
    }

    /** Leaves with few candidates first: they have the least choice and draw the others after them. */
    private void greedily() {
        candidates.forEach(some -> chosen.add(some.getFirst()));
        List<Integer> order = new ArrayList<>();
        for (int leaf = 0; leaf < candidates.size(); leaf++) {
            order.add(leaf);
        }
        order.sort(Comparator.comparingInt(leaf -> candidates.get(leaf).size()));
        for (int leaf : order) {
            Route best = cheapest(leaf);
            chosen.set(leaf, best);
            use(best, 1);
        }
    }

    /** Moves one leaf at a time to a cheaper way until none is. */
    private void improve(Budget budget) {
        boolean improved = true;
        while (improved) {
            improved = false;
            for (int leaf = 0; leaf < candidates.size(); leaf++) {
                if (candidates.get(leaf).size() == 1) {
                    continue;
                }
                if (combinations > PlanLimits.COMBINATIONS || budget.isSpent()) {
                    return;
                }
                Route current = chosen.get(leaf);
                use(current, -1);
                Route best = cheapest(leaf);
                if (extra(best) < extra(current)) {
                    chosen.set(leaf, best);
                    improved = true;
                }
                use(chosen.get(leaf), 1);
            }
        }
    }

    private Route cheapest(int leaf) {
        Route best = candidates.get(leaf).getFirst();
        long bestCost = extra(best);
        for (Route candidate : candidates.get(leaf)) {
            combinations++;
            long cost = extra(candidate);
            if (cost < bestCost) {
                best = candidate;
                bestCost = cost;
            }
        }
        return best;
    }

    private long extra(Route route) {
        long cost = 0;
        for (int id : route.closure()) {
            if (uses[id] == 0) {
                cost += tree.get(id).ownCost();
            }
        }
        return cost;
    }

    private void use(Route route, int times) {
        for (int id : route.closure()) {
            uses[id] += times;
        }
    }
}
