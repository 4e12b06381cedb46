package dev.coffer.kyc.screening.list;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What screening may use of a process.
 *
 * @param lookEvery how often work is looked for: files to read, persons to screen
 * @param lease how long whoever took work up may go without a sign of life before another one does
 * @param batch how many persons are screened, or rows read, in one transaction
 * @param mostBytes of one file
 * @param mostNames of all lists in force at a tenant; and of all that one process keeps in memory
 * @param uploadWithin how long the address for a file is good
 * @param keepFor how long what is stored of a version that is not in force any more stays, so that who still reads it can
 */
@ConfigurationProperties("coffer.kyc.screening")
public record ScreeningProperties(
        @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("500") int batch,
        @DefaultValue("1073741824") long mostBytes,
        @DefaultValue("2000000") int mostNames,
        @DefaultValue("1h") Duration uploadWithin,
        @DefaultValue("10m") Duration keepFor) {

    public ScreeningProperties {
        if (!lookEvery.isPositive()
                || !lease.isPositive()
                || !uploadWithin.isPositive()
                || keepFor.isNegative()
                || batch < 1
                || mostBytes < 1
                || mostNames < 1) {
            throw new IllegalArgumentException("coffer.kyc.screening has a value that is not positive");
        }
    }
}
