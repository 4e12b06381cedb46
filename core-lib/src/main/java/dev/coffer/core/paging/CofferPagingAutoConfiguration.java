package dev.coffer.core.paging;

import dev.coffer.core.seal.GivenMasterKey;
import dev.coffer.core.seal.MasterKey;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Wires the room. The key of cursors derives from the master key, so that all replicas have the same. A service in development that was
 * given none does not make one for this alone: its cursors hold until it ends.
 */
@AutoConfiguration
public class CofferPagingAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CofferPagingAutoConfiguration.class);
    private static final int KEY_BYTES = 32;

    @Bean
    Pages pages(Environment environment, ObjectProvider<MasterKey> masterKey) {
        return new Pages(new Cursors(GivenMasterKey.isIn(environment) ? derived(masterKey.getObject()) : random()));
    }

    private static byte[] derived(MasterKey masterKey) {
        return masterKey.derive("paging-cursors", "HmacSHA256").getEncoded();
    }

    private static byte[] random() {
        LOG.info("No master key is set: cursors hold until this process ends and in no other");
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
