package dev.coffer.payment.live;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where those who follow are served: on virtual threads, as they wait for the store and for slow clients. */
final class Lookups {

    static final Scheduler SCHEDULER = Schedulers.fromExecutor(
            work -> Thread.ofVirtual().name("live-changes").start(work));

    private Lookups() {}
}
