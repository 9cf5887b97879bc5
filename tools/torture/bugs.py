def main(k: str) -> int:
    return 0
