package dev.coffer.access.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One decision of one engine; the questions go round. Public, because JMH generates code that calls it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBench {
    private static final int CHECKED = 64;

    @Param({"coffer", "coffer-conditions", "sapl", "cedar", "casbin"})
    public String engine = "coffer";

    @Param({"1100", "11000", "110000"})
    public int rules;

    private Engine deciding = question -> false;
    private int questions;
    private int next;

    /** Loads the policy, and holds the engine to the answers before it is measured. */
    @Setup
    public void load() {
        Rbac rbac = new Rbac(rules);
        deciding = switch (engine) {
            case "coffer" -> CofferEngine.plain(rbac);
            case "coffer-conditions" -> CofferEngine.conditional(rbac);
            case "sapl" -> new SaplEngine(rbac);
            case "cedar" -> new CedarEngine(rbac);
            case "casbin" -> new CasbinEngine(rbac);
            default -> throw new IllegalArgumentException(engine);
        };
        Rbac.Question[] asked = rbac.questions();
        questions = asked.length;
        for (int i = 0; i < CHECKED; i++) {
            if (deciding.isPermitted(i) != asked[i].isPermitted()) {
                throw new IllegalStateException(engine + " answers wrongly: " + asked[i]);
            }
        }
    }

    @Benchmark
    public boolean decide() {
        next = next + 1 == questions ? 0 : next + 1;
        return deciding.isPermitted(next);
    }
}
