package dev.coffer.core.paging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Wires the room. The cursor key derives from {@code coffer.master-key}, so that all replicas have the same. */
@AutoConfiguration
public class CofferPagingAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CofferPagingAutoConfiguration.class);
    private static final int KEY_BYTES = 32;

    @Bean
    Pages pages(Environment environment) throws GeneralSecurityException {
        String master = environment.getProperty("coffer.master-key", "");
        return new Pages(new Cursors(master.isBlank() ? random() : derived(master)));
    }

    private static byte[] derived(String master) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(master.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal("coffer paging cursors".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] random() {
        LOG.info("No coffer.master-key: cursors hold until this process ends and in no other");
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
