"""Records and sheets for other programs: codebook drafts, tables, annotations, maps, bundles"""
