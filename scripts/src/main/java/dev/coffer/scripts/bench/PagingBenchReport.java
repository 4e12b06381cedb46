package dev.coffer.scripts.bench;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What {@code coffer bench paging} found. In JSON its names are in snake case. Times are of one page, as a caller waits, in
 * milliseconds: the median, and the 99th percentile.
 *
 * @param ratioLast the median of the last page to that of the first; likewise the middle one
 * @param ratioSkipped the median of the last page read with skip and limit to that of the first
 */
record PagingBenchReport(
        int rows,
        int pageSize,
        int pages,
        int rounds,
        double firstP50Ms,
        double firstP99Ms,
        double middleP50Ms,
        double middleP99Ms,
        double lastP50Ms,
        double lastP99Ms,
        double skippedP50Ms,
        double ratioMiddle,
        double ratioLast,
        double ratioSkipped)
        implements BenchReport {

    @Override
    public Map<String, Double> figures() {
        return Map.of("deep_page_ratio", ratioLast, "first_page_p50_ms", firstP50Ms, "last_page_p50_ms", lastP50Ms);
    }

    @Override
    public Map<String, Double> peers() {
        return Map.of("deep_page_ratio", ratioSkipped, "last_page_p50_ms", skippedP50Ms);
    }

    static PagingBenchReport of(
            PagingBench.Settings settings, Histogram first, Histogram middle, Histogram last, Histogram skipped) {
        return new PagingBenchReport(
                settings.rows(),
                PagingBench.PAGE_SIZE,
                settings.pages(),
                settings.rounds(),
                millis(first, 50),
                millis(first, 99),
                millis(middle, 50),
                millis(middle, 99),
                millis(last, 50),
                millis(last, 99),
                millis(skipped, 50),
                millis(middle, 50) / millis(first, 50),
                millis(last, 50) / millis(first, 50),
                millis(skipped, 50) / millis(first, 50));
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e3;
    }
}
