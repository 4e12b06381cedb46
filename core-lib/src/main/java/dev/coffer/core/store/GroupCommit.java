package dev.coffer.core.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Writes what several callers ask for at one time together, so that they share commands and the journal's flush. Who comes while
 * nothing is under way goes alone and at once; whoever comes meanwhile waits for the next group. The work is done by one of the callers.
 *
 * @param <Q> what a caller asks for
 * @param <A> what became of it
 */
public final class GroupCommit<Q, A> {

    private final int most;
    private final Function<List<Q>, List<A>> work;
    private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private boolean isUnderWay;

    /**
     * @param most requests in a group
     * @param work answers each request, in their order; where it throws, each caller of the group gets that
     */
    public GroupCommit(int most, Function<List<Q>, List<A>> work) {
        this.most = most;
        this.work = work;
    }

    /** @param turn true for whoever is to carry out the next group, false where the answer is there */
    private record Waiting<Q, A>(Q request, CompletableFuture<Boolean> turn, CompletableFuture<A> answer) {

        static <Q, A> Waiting<Q, A> on(Q request) {
            return new Waiting<>(request, new CompletableFuture<>(), new CompletableFuture<>());
        }
    }

    /** Waits for as long as the work takes, for the group before it too. @throws RuntimeException that the work threw */
    public A submit(Q request) {
        Waiting<Q, A> own = Waiting.on(request);
        if (enter(own) || own.turn().join()) {
            lead();
        }
        try {
            return own.answer().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** @return whether the caller carries out a group, at once */
    private synchronized boolean enter(Waiting<Q, A> own) {
        waiting.add(own);
        boolean leads = !isUnderWay;
        isUnderWay = true;
        return leads;
    }

    /** Who is not under way yet. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized List<Waiting<Q, A>> group() {
        List<Waiting<Q, A>> group = new ArrayList<>();
        while (group.size() < most && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        return group;
    }

    /** Who leads is the first in the queue: the group has the own request in it. */
    private void lead() {
        List<Waiting<Q, A>> group = group();
        try {
            List<A> answers = work.apply(group.stream().map(Waiting::request).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error failure) {
            group.forEach(one -> one.answer().completeExceptionally(failure));
        } finally {
            passOn();
        }
        group.forEach(one -> one.turn().complete(false));
    }

    private synchronized void passOn() {
        Waiting<Q, A> next = waiting.peek();
        if (next == null) {
            isUnderWay = false;
        } else {
            next.turn().complete(true);
        }
    }
}
