package dev.coffer.scripts.compatibility;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ProductsApplication {}
